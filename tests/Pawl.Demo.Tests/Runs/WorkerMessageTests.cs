using Pawl.Demo.Runs;

namespace Pawl.Demo.Tests.Runs;

public sealed class WorkerMessageTests
{
    private static readonly WorkerMessage Message = new(
        WorkerMessageKind.Started, new RunProgress { Imported = 7, Results = 3, IsImporting = true })
    {
        Date = new DateOnly(2026, 6, 21),
        Checkpoint = 7,
    };

    [Fact]
    public void A_message_is_one_line_and_comes_back_equal()
    {
        string line = Message.ToLine();

        Assert.DoesNotContain('\n', line);
        Assert.Equal(Message, WorkerMessage.Parse(line));
    }

    [Fact]
    public void The_half_line_of_a_killed_process_is_no_message() => Assert.Null(WorkerMessage.Parse(Message.ToLine()[..20]));
}
