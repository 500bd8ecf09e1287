using Npgsql;
using Pawl.Load.Stores;

namespace Pawl.Load.Scenarios;

/// <summary>Drains a queue, and drains one while another session has kept a snapshot since before the enqueue, so that no dead row
/// can be removed.</summary>
internal sealed class LongTransaction : IScenario
{
    private const int WarmUpJobs = 50_000;

    private static readonly EnqueueOptions Kept = new();

    public string Name => "long-transaction";

    public int DefaultJobs => 500_000;

    public bool NeedsPostgres => true;

    public async Task<IReadOnlyList<(string Metric, double Value, string Unit)>> MeasureAsync(LoadSettings settings, int jobs)
    {
        await Drain.DrainNewSiteAsync(settings, WarmUpJobs, Kept);
        return await Comparison.MeasureAsync(
            plain: () => Drain.DrainNewSiteAsync(settings, jobs, Kept),
            loaded: () => DrainUnderSnapshotAsync(settings, jobs));
    }

    private static async Task<double> DrainUnderSnapshotAsync(LoadSettings settings, int jobs)
    {
        await using PostgresSite site = await PostgresSite.CreateAsync(settings);
        await using NpgsqlConnection snapshot = await site.HoldSnapshotAsync();
        return await Drain.DrainAsync(site, jobs, Kept);
    }
}
