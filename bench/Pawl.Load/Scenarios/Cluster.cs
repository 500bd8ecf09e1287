using System.Diagnostics;
using Pawl.Load.Stores;

namespace Pawl.Load.Scenarios;

/// <summary>One queue drained by one process, and by four. The process that enqueues and measures runs no jobs.</summary>
internal sealed class Cluster : IScenario
{
    private const int Nodes = 4;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public string Name => "cluster";

    public int DefaultJobs => 500_000;

    public bool NeedsPostgres => true;

    public Task<IReadOnlyList<(string Metric, double Value, string Unit)>> MeasureAsync(LoadSettings settings, int jobs) =>
        Comparison.MeasureAsync(plain: () => DrainAsync(settings, jobs, nodes: 1), loaded: () => DrainAsync(settings, jobs, Nodes));

    private static async Task<double> DrainAsync(LoadSettings settings, int jobs, int nodes)
    {
        await using PostgresSite site = await PostgresSite.CreateAsync(settings);
        await using OpenSite open = await site.OpenAsync();
        await open.FillAsync(jobs, new EnqueueOptions());
        NodeProcess[] processes = await Task.WhenAll(Enumerable.Range(0, nodes).Select(_ => NodeProcess.StartAsync(settings, site)));

        long startedAt = Stopwatch.GetTimestamp();
        Array.ForEach(processes, process => process.Begin());
        while (await open.CountAsync(JobState.Succeeded) < jobs)
        {
            if (Stopwatch.GetElapsedTime(startedAt) > Patience)
            {
                throw new InvalidOperationException($"{nodes} nodes have not drained {jobs} jobs in {Patience}.");
            }

            await Task.Delay(Interval);
        }

        double rate = jobs / Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
        await Task.WhenAll(processes.Select(process => process.EndAsync()));
        return rate;
    }
}
