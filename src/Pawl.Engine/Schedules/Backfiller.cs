using Pawl.Engine.Clients;
using Pawl.Storage;

namespace Pawl.Engine.Schedules;

/// <summary>Finds the ticks of the past by the versions that were in force, and gives jobs to those that have none.</summary>
internal sealed class Backfiller(IScheduleStore store, CompiledSchedules compiledSchedules, IJobIds ids)
{
    private const int BatchTicks = 1_000;

    /// <exception cref="ArgumentException">The range is empty, in the future, or holds too many ticks.</exception>
    /// <exception cref="ScheduleNotFoundException">There is no such schedule.</exception>
    public async Task<BackfillResult> RunAsync(
        ScheduleName name, DateTimeOffset from, DateTimeOffset until, bool isDryRun, CancellationToken cancellationToken)
    {
        IdGenerator generator = await ids.GetAsync(cancellationToken);
        DueSchedules found = await store.FindAsync(name, cancellationToken);
        Check(name, found, from, until);
        // What is due and not decided yet will be: it is not of the past.
        until = found.Schedules[0].DecidedUntil < until ? found.Schedules[0].DecidedUntil : until;
        List<Past> past = await FindPastAsync(name, from, until, cancellationToken);
        HashSet<DateTimeOffset> run = await FindRunAsync(name, from, until, cancellationToken);
        Past[] missing = [.. past.Where(tick => !run.Contains(tick.At))];
        int already = past.Count - missing.Length;
        if (isDryRun)
        {
            return new BackfillResult(past.Count, already, []);
        }

        var jobs = new List<JobId>(missing.Length);
        foreach (IGrouping<int, Past> ofVersion in missing.GroupBy(tick => tick.Version))
        {
            foreach (Past[] batch in ofVersion.Chunk(BatchTicks))
            {
                FiredTick[] ticks = Array.ConvertAll(batch, tick => tick.Compiled.Fire(tick.At, TickKind.Backfill, generator));
                IReadOnlyList<bool> stored = await store.FillAsync(
                    new ScheduleFill(name, TickKind.Backfill, ofVersion.Key, ticks), cancellationToken);
                jobs.AddRange(ticks.Where((_, index) => stored[index]).Select(tick => tick.Job.Id));
            }
        }

        return new BackfillResult(past.Count, past.Count - jobs.Count, jobs);
    }

    private static void Check(ScheduleName name, DueSchedules found, DateTimeOffset from, DateTimeOffset until)
    {
        if (found.Schedules.Count == 0)
        {
            throw new ScheduleNotFoundException(name);
        }

        if (until < from)
        {
            throw new ArgumentException($"The range ends at {until:u}, before it begins at {from:u}. Swap them.", nameof(until));
        }

        if (until > found.Now)
        {
            throw new ArgumentException(
                $"The range ends at {until:u}, and it is {found.Now:u}. What is to come runs by itself.", nameof(until));
        }
    }

    /// <summary>The ticks of a range. Before there was a first version, it counts.</summary>
    private async Task<List<Past>> FindPastAsync(
        ScheduleName name, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredScheduleVersion> versions =
            await store.ListVersionsAsync(name, ScheduleLimits.PageSize, cancellationToken);
        var past = new List<Past>();
        foreach (StoredScheduleVersion version in versions.Reverse().Where(version => !version.IsPaused))
        {
            CompiledSchedule compiled = compiledSchedules.Of(name, version);
            DateTimeOffset begin = version.Number == 1 ? DateTimeOffset.MinValue : version.ValidFrom;
            DateTimeOffset first = begin > from ? begin : from - TimeSpan.FromMicroseconds(1);
            DateTimeOffset last = version.ValidUntil is { } end && end < until ? end : until;
            past.AddRange(compiled.Rule.AllAfter(first).TakeWhile(tick => tick <= last)
                .Take(ScheduleLimits.BackfillTicks + 1)
                .Select(tick => new Past(tick, version.Number, compiled)));
            if (past.Count > ScheduleLimits.BackfillTicks)
            {
                throw new ArgumentException(
                    $"The range holds more than {ScheduleLimits.BackfillTicks:N0} ticks, so nothing was done. Backfill it in parts.",
                    nameof(until));
            }
        }

        return past;
    }

    private async Task<HashSet<DateTimeOffset>> FindRunAsync(
        ScheduleName name, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var run = new HashSet<DateTimeOffset>();
        for (DateTimeOffset? before = until + TimeSpan.FromMicroseconds(1); before is not null;)
        {
            IReadOnlyList<StoredTick> page = await store.ListTicksAsync(name, before, BatchTicks, cancellationToken);
            run.UnionWith(page.Where(tick => tick.Job is not null).Select(tick => tick.At));
            before = page.Count == BatchTicks && page[^1].At >= from ? page[^1].At : null;
        }

        return run;
    }

    private sealed record Past(DateTimeOffset At, int Version, CompiledSchedule Compiled);
}
