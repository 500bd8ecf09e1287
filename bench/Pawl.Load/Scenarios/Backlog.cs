using Pawl.Load.Stores;

namespace Pawl.Load.Scenarios;

/// <summary>Drains a queue in an empty store, and then in one where millions wait elsewhere: half of them in another queue,
/// half in this one, for later.</summary>
internal sealed class Backlog : IScenario
{
    private const int WarmUpJobs = 50_000;
    private const int ScheduledInOneTransaction = 10_000;

    private static readonly EnqueueOptions Kept = new();

    public string Name => "backlog";

    public int DefaultJobs => 500_000;

    public async Task<IReadOnlyList<(string Metric, double Value, string Unit)>> MeasureAsync(LoadSettings settings, int jobs)
    {
        await Drain.DrainNewSiteAsync(settings, WarmUpJobs, Kept);
        await using StoreSite laden = await StoreSite.CreateAsync(settings);
        await using (OpenSite open = await laden.OpenAsync())
        {
            int elsewhere = settings.Backlog / 2;
            await open.FillAsync(elsewhere, new EnqueueOptions { Queue = LoadQueues.Elsewhere });
            await ScheduleAsync(open.Jobs, settings.Backlog - elsewhere);
        }

        return await Comparison.MeasureAsync(
            plain: () => Drain.DrainNewSiteAsync(settings, jobs, Kept),
            loaded: () => Drain.DrainAsync(laden, jobs, Kept));
    }

    private static async Task ScheduleAsync(IJobClient jobs, int count)
    {
        foreach (LoadJob[] batch in LoadJob.CreateMany(count).Chunk(ScheduledInOneTransaction))
        {
            await Task.WhenAll(batch.Select(job => jobs.ScheduleAsync(job, TimeSpan.FromDays(1))));
        }
    }
}
