using Pawl.Load.Stores;

namespace Pawl.Load.Scenarios;

/// <summary>Many schedules due at one instant, among ten times as many that are not: how long until the handlers of all have
/// started.</summary>
/// <param name="clock">The clock that the store goes by, too: on this machine there is one.</param>
internal sealed class TicksDue(TimeProvider clock) : IScenario
{
    private const int IdleForEachDue = 9;
    private const int Callers = 64;
    private const int Concurrency = 8;

    private static readonly TimeSpan Idle = TimeSpan.FromDays(30);

    public string Name => "ticks-due";

    public int DefaultJobs => 10_000;

    public async Task<IReadOnlyList<(string Metric, double Value, string Unit)>> MeasureAsync(LoadSettings settings, int jobs)
    {
        int left = jobs;
        DateTimeOffset lastAt = default;
        var allStarted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using StoreSite site = await StoreSite.CreateAsync(settings);
        await using OpenSite open = await site.OpenAsync(Start, LoadQueues.Measured, Concurrency);

        await MakeAsync(open, "idle", jobs * IdleForEachDue, clock.GetUtcNow() + Idle);
        DateTimeOffset due = await FindTimeAsync(open, jobs);
        await MakeAsync(open, "due", jobs, due);
        if (clock.GetUtcNow() >= due)
        {
            throw new InvalidOperationException("The schedules were due before all of them were made; give the machine more time.");
        }

        await allStarted.Task;
        return [("all_started_ms", (lastAt - due).TotalMilliseconds, "ms")];

        void Start(LoadJob job)
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                lastAt = clock.GetUtcNow();
                allStarted.SetResult();
            }
        }
    }

    /// <summary>An instant by which so many more schedules are surely made.</summary>
    private async Task<DateTimeOffset> FindTimeAsync(OpenSite open, int count)
    {
        DateTimeOffset begun = clock.GetUtcNow();
        await MakeAsync(open, "probe", count / 10, begun + Idle);
        return clock.GetUtcNow() + ((clock.GetUtcNow() - begun) * 20) + TimeSpan.FromSeconds(5);
    }

    private static Task MakeAsync(OpenSite open, string name, int count, DateTimeOffset at) => Parallel.ForAsync(
        0,
        count,
        new ParallelOptions { MaxDegreeOfParallelism = Callers },
        async (index, cancellationToken) => await open.Schedules.UpsertAsync(
            $"{name}-{index}",
            new ScheduleRule.Once(at),
            LoadJob.Create(index),
            enqueue: new EnqueueOptions { Queue = LoadQueues.Measured },
            cancellationToken: cancellationToken));
}
