using System.Diagnostics;
using Pawl.Load.Stores;

namespace Pawl.Load.Scenarios;

/// <summary>Runs what is queued, with a handler that does nothing; from the start of the worker, the opening of the store
/// included, to the last durable completion.</summary>
/// <param name="name">What it is called.</param>
/// <param name="retention">How long finished jobs are kept; null for the product's default.</param>
internal sealed class Drain(string name, TimeSpan? retention) : IScenario
{
    /// <summary>How many jobs a node runs at once.</summary>
    public const int Concurrency = 32;

    private const int WarmUpJobs = 50_000;

    /// <summary>Longer than any store needs from the last handler to the last commit.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public string Name => name;

    public int DefaultJobs => 1_000_000;

    public async Task<IReadOnlyList<(string Metric, double Value, string Unit)>> MeasureAsync(LoadSettings settings, int jobs)
    {
        var options = new EnqueueOptions { Retention = retention };
        await DrainNewSiteAsync(settings, WarmUpJobs, options);
        double rate = await DrainNewSiteAsync(settings, jobs, options);
        return [("jobs_per_second", rate, "1/s")];
    }

    /// <summary>Queues jobs in an empty store, and drains them.</summary>
    /// <param name="settings">The store.</param>
    /// <param name="jobs">How many.</param>
    /// <param name="options">How to enqueue them.</param>
    /// <returns>Jobs in a second.</returns>
    public static async Task<double> DrainNewSiteAsync(LoadSettings settings, int jobs, EnqueueOptions options)
    {
        await using StoreSite site = await StoreSite.CreateAsync(settings);
        return await DrainAsync(site, jobs, options);
    }

    /// <summary>Queues jobs, and drains them.</summary>
    /// <param name="site">A store that no process has open.</param>
    /// <param name="jobs">How many.</param>
    /// <param name="options">How to enqueue them.</param>
    /// <returns>Jobs in a second.</returns>
    public static async Task<double> DrainAsync(StoreSite site, int jobs, EnqueueOptions options)
    {
        long keptBefore;
        await using (OpenSite filling = await site.OpenAsync())
        {
            keptBefore = await filling.CountAsync(JobState.Succeeded);
            await filling.FillAsync(jobs, options);
        }

        GC.Collect();
        int left = jobs;
        var allHandled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        long startedAt = Stopwatch.GetTimestamp();
        await using OpenSite draining = await site.OpenAsync(CountDown, LoadQueues.Measured, Concurrency);
        await allHandled.Task;
        long handledAt = Stopwatch.GetTimestamp();
        while (await draining.CountAsync(JobState.Queued, JobState.Running, JobState.Retrying) > 0)
        {
            if (Stopwatch.GetElapsedTime(handledAt) > Patience)
            {
                throw new InvalidOperationException("All handlers returned a minute ago, and not all jobs have succeeded.");
            }

            await Task.Delay(1);
        }

        double rate = jobs / Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
        long expected = options.Retention == TimeSpan.Zero ? 0 : jobs;
        long succeeded = await draining.CountAsync(JobState.Succeeded) - keptBefore;
        return succeeded == expected
            ? rate
            : throw new InvalidOperationException($"{succeeded} jobs are kept as succeeded, instead of {expected}.");

        void CountDown(LoadJob job)
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                allHandled.SetResult();
            }
        }
    }
}
