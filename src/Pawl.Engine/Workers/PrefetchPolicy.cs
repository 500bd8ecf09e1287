namespace Pawl.Engine.Workers;

/// <summary>How many jobs to claim ahead of free slots: enough to bridge a claim, too few to keep from other nodes.</summary>
internal static class PrefetchPolicy
{
    /// <summary>The handler time that is not known yet.</summary>
    public const double Unknown = -1;

    /// <summary>How much work waits ahead of the slots: longer than a claim takes, shorter than anyone minds.</summary>
    private const double BufferedSeconds = 0.020;

    /// <summary>The weight of the newest handler in the average.</summary>
    private const double Weight = 1.0 / 16;

    /// <summary>Moves the average handler time towards one more sample.</summary>
    public static double Average(double averageSeconds, double sampleSeconds) =>
        averageSeconds < 0 ? sampleSeconds : averageSeconds + (Weight * (sampleSeconds - averageSeconds));

    /// <returns>How many jobs should wait ahead of the slots; 0 while nothing is known of the handlers.</returns>
    public static int Target(double averageSeconds, int concurrency, int limit)
    {
        if (averageSeconds < 0)
        {
            return 0;
        }

        double jobs = concurrency * BufferedSeconds / Math.Max(averageSeconds, 1e-9);
        return jobs < limit ? (int)jobs : limit;
    }
}
