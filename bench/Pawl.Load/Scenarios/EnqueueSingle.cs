using System.Diagnostics;
using Pawl.Load.Stores;

namespace Pawl.Load.Scenarios;

/// <summary>64 callers enqueue one job after another, and each waits until its job is durable before it asks for the next.</summary>
internal sealed class EnqueueSingle : IScenario
{
    private const int Callers = 64;
    private const int WarmUpJobs = 50_000;

    public string Name => "enqueue-single";

    public int DefaultJobs => 500_000;

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
        int next = -1;
        long startedAt = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(CallAsync)));
        return Stopwatch.GetElapsedTime(startedAt).TotalSeconds;

        async Task CallAsync()
        {
            int index;
            while ((index = Interlocked.Increment(ref next)) < jobs)
            {
                await open.Jobs.EnqueueAsync(LoadJob.Create(index));
            }
        }
    }
}
