namespace Pawl.Tests.Jobs;

public sealed class JobErrorTests
{
    [Fact]
    public void An_exception_becomes_its_type_its_message_and_its_stack_trace()
    {
        JobError error = JobError.From(Thrown("It broke."));

        Assert.Equal(("System.InvalidOperationException", "It broke."), (error.Code, error.Message));
        Assert.Contains(nameof(Thrown), error.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_that_was_never_thrown_has_no_stack_trace() =>
        Assert.Null(JobError.From(new InvalidOperationException("It broke.")).StackTrace);

    [Theory]
    [InlineData(1_999, 1_999)]
    [InlineData(2_000, 2_000)]
    [InlineData(2_001, 2_000)]
    [InlineData(100_000, 2_000)]
    public void A_long_message_is_cut(int length, int kept) =>
        Assert.Equal(kept, JobError.From(new InvalidOperationException(new string('x', length))).Message.Length);

    [Fact]
    public void A_cut_never_leaves_half_a_character()
    {
        string message = new string('x', 1_999) + "🙂";

        Assert.Equal(new string('x', 1_999), JobError.From(new InvalidOperationException(message)).Message);
    }

    [Fact]
    public void A_deep_stack_trace_is_cut()
    {
        JobError error = JobError.From(Assert.Throws<InvalidOperationException>(() => Sink(500)));

        Assert.Equal(8_000, error.StackTrace!.Length);

        static int Sink(int depth) => depth == 0 ? throw new InvalidOperationException("deep") : Sink(depth - 1) + 1;
    }

    private static InvalidOperationException Thrown(string message)
    {
        try
        {
            throw new InvalidOperationException(message);
        }
        catch (InvalidOperationException exception)
        {
            return exception;
        }
    }
}
