using System.Diagnostics;
using Pawl.Load.Stores;

namespace Pawl.Load.Scenarios;

/// <summary>How much memory the process holds when many jobs are queued and nothing goes on any more. Nothing is done to
/// make it less.</summary>
internal sealed class Memory : IScenario
{
    private const int Concurrency = 8;
    private const double BytesInMegabyte = 1_000_000;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    public string Name => "memory";

    public int DefaultJobs => 1_000_000;

    public async Task<IReadOnlyList<(string Metric, double Value, string Unit)>> MeasureAsync(LoadSettings settings, int jobs)
    {
        await using StoreSite site = await StoreSite.CreateAsync(settings);
        await using OpenSite open = await site.OpenAsync(_ => { }, LoadQueues.Elsewhere, Concurrency);
        await open.FillAsync(jobs, new EnqueueOptions());
        await Task.Delay(Settling);
        using Process process = Process.GetCurrentProcess();
        return [("rss_mb", process.WorkingSet64 / BytesInMegabyte, "MB")];
    }
}
