namespace Pawl.Cli.Supervision;

/// <summary>How fast results come, over the last seconds.</summary>
/// <param name="clock">Measures.</param>
internal sealed class Pace(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    private readonly Queue<(long Timestamp, long Results)> samples = new();

    /// <summary>Results a second.</summary>
    public double Rate { get; private set; }

    /// <summary>Adds a sample.</summary>
    /// <param name="results">All results so far.</param>
    public void Add(long results)
    {
        long now = clock.GetTimestamp();
        samples.Enqueue((now, results));
        while (clock.GetElapsedTime(samples.Peek().Timestamp, now) > Window)
        {
            samples.Dequeue();
        }

        (long timestamp, long first) = samples.Peek();
        double seconds = clock.GetElapsedTime(timestamp, now).TotalSeconds;
        Rate = seconds > 0 ? (results - first) / seconds : 0;
    }

    /// <summary>How long the rest takes at this rate.</summary>
    /// <param name="left">How many results are missing.</param>
    /// <returns>The time; null when nothing moves.</returns>
    public TimeSpan? TimeFor(long left) => Rate > 0 ? TimeSpan.FromSeconds(Math.Min(left / Rate, 1e6)) : null;
}
