using System.Diagnostics;
using Pawl.Load.Stores;

namespace Pawl.Load.Scenarios;

/// <summary>One caller enqueues many jobs in one call; from the call to its return, when all are durable.</summary>
internal sealed class EnqueueBulk : IScenario
{
    private const int WarmUpJobs = 50_000;

    public string Name => "enqueue-bulk";

    public int DefaultJobs => 1_000_000;

    public async Task<IReadOnlyList<(string Metric, double Value, string Unit)>> MeasureAsync(LoadSettings settings, int jobs)
    {
        await EnqueueAsync(settings, WarmUpJobs);
        double seconds = await EnqueueAsync(settings, jobs);
        return [("jobs_per_second", jobs / seconds, "1/s")];
    }

    private static async Task<double> EnqueueAsync(LoadSettings settings, int jobs)
    {
        await using StoreSite site = await StoreSite.CreateAsync(settings);
        await using OpenSite open = await site.OpenAsync();
        await open.FillAsync(1, new EnqueueOptions());
        long startedAt = Stopwatch.GetTimestamp();
        await open.Jobs.EnqueueManyAsync(LoadJob.CreateMany(jobs));
        return Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
    }
}
