using System.Globalization;

namespace Pawl.Faults.Node;

/// <summary>What whoever started the program says while it runs, a line each: <c>quiet</c>, to ask for no more jobs; <c>drain</c>, to
/// say when nothing is left to do; <c>clock</c> and a span, to set the wall clock that far ahead; <c>poison</c>, to ask for a job that
/// kills its process; <c>later</c> and a span, to ask for a job then; <c>herd</c>, a number and a span, to ask for so many;
/// <c>stuck</c>, a number and a span, to ask for so many jobs that never return and have so much time; <c>commit</c>, a number, a span and
/// a word, to have so many callers commit all that time, and then to say the word. When nobody is left who could say anything, the program
/// ends at once.</summary>
internal sealed class Orders(SteppedClock clock, Callers callers)
{
    private readonly CancellationTokenSource quiet = new();
    private readonly TaskCompletionSource drain = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>No more jobs are to be asked for.</summary>
    public CancellationToken Quiet => quiet.Token;

    /// <summary>Nobody asks for more jobs.</summary>
    public Task Drain => drain.Task;

    public async Task HearAsync()
    {
        // Console.In would block instead of waiting.
        using var input = new StreamReader(Console.OpenStandardInput());
        while (await input.ReadLineAsync() is { } line)
        {
            switch (line.Split(' '))
            {
                case ["quiet"]:
                    await quiet.CancelAsync();
                    break;
                case ["drain"]:
                    drain.TrySetResult();
                    break;
                case ["clock", var offset]:
                    clock.Offset = TimeSpan.Parse(offset, CultureInfo.InvariantCulture);
                    break;
                case ["poison"]:
                    await callers.EnqueuePoisonAsync();
                    break;
                case ["herd", var count, var delay]:
                    await callers.ScheduleHerdAsync(
                        int.Parse(count, CultureInfo.InvariantCulture), TimeSpan.Parse(delay, CultureInfo.InvariantCulture));
                    break;
                case ["stuck", var count, var timeout]:
                    await callers.EnqueueStuckAsync(
                        int.Parse(count, CultureInfo.InvariantCulture), TimeSpan.Parse(timeout, CultureInfo.InvariantCulture));
                    break;
                case ["commit", var committers, var time, var word]:
                    await callers.CommitAsync(
                        int.Parse(committers, CultureInfo.InvariantCulture), TimeSpan.Parse(time, CultureInfo.InvariantCulture));
                    Console.WriteLine(word);
                    break;
                case ["later", var delay]:
                    await callers.ScheduleMuchLaterAsync(TimeSpan.Parse(delay, CultureInfo.InvariantCulture));
                    break;
                default:
                    throw new ArgumentException($"There is no order '{line}'.");
            }
        }

        Environment.FailFast("Whoever started this program is gone.");
    }
}
