using Pawl.Checker.Journals;
using Pawl.Checker.Store;

namespace Pawl.Checker.Rules;

/// <summary>What holds of the ticks of schedules: between the ledger, the jobs, what handlers were told, and the arithmetic of whole
/// periods since 1970. Instants are microseconds of the store's clock.</summary>
internal static class TickRules
{
    private const long MicrosecondsPerMillisecond = 1_000;

    public static IEnumerable<string> TickHasOneJob(Evidence evidence) =>
    [
        .. from told in evidence.History.Ticks.GroupBy(tick => (tick.Schedule, tick.Nominal))
           let jobs = told.Select(tick => tick.Job).Distinct().ToArray()
           where jobs.Length > 1
           select $"{told.Key.Schedule}@{told.Key.Nominal} was run as the jobs {string.Join(" and ", jobs)}",
        .. from ticks in evidence.Store.Ledger.Ticks.GroupBy(tick => (tick.Schedule, tick.At))
           where ticks.Count() > 1
           select $"{ticks.First()} has the jobs {string.Join(" and ", ticks.Select(tick => tick.Job))}",
        .. from ticks in evidence.Store.Ledger.Ticks.GroupBy(tick => tick.Job)
           where ticks.Count() > 1
           select $"{ticks.Key} is the job of {string.Join(" and ", ticks)}",
    ];

    public static IEnumerable<string> JobIsForItsTick(Evidence evidence)
    {
        ILookup<long, StoredTick> ticks = evidence.Store.Ledger.Ticks.ToLookup(tick => tick.Job);
        HashSet<(long, long)> told = [.. evidence.History.Ticks.Select(tick => (tick.Job, tick.Token))];
        return
        [
            .. from tick in evidence.Store.Ledger.Ticks
               where evidence.Store.Jobs.GetValueOrDefault(tick.Job)?.Type != JobTypes.Tick
               select $"{tick} has the job {tick.Job}, which is not stored as one of a schedule",
            .. from job in evidence.Store.Rows
               where job.Type == JobTypes.Tick && !ticks.Contains(job.Id)
               select $"{job} is for no tick",
            .. from tick in evidence.History.Ticks
               where !ticks[tick.Job].Any(stored => (stored.Schedule, stored.At) == (tick.Schedule, tick.Nominal))
               select $"{tick.Job} was run for {tick.Schedule}@{tick.Nominal}, and is for {string.Join(", ", ticks[tick.Job])}",
            .. from tick in evidence.Store.Ledger.Ticks
               from start in evidence.History.Starts[tick.Job]
               where !told.Contains((start.Job, start.Token))
               select $"the handler of {tick.Job} was not told under token {start.Token} that it is for {tick}",
        ];
    }

    /// <summary>Where the clock of the store went back, a decision may have been made before and be stored after.</summary>
    public static IEnumerable<string> TickIsNotEarly(Evidence evidence)
    {
        long back = MicrosecondsPerMillisecond
            * evidence.History.Entries.OfType<JournalEntry.Stepped>().Sum(step => Math.Max(0, -(long)step.Milliseconds));
        return
            from tick in evidence.Store.Ledger.Ticks
            let madeAt = evidence.Store.Jobs.GetValueOrDefault(tick.Job)?.EnqueuedAt ?? tick.DecidedAt
            where Math.Min(madeAt, tick.DecidedAt) < tick.At - back
            select $"{tick} was decided at {tick.DecidedAt}, and its job made at {madeAt}";
    }

    public static IEnumerable<string> SkippedTickNeverRuns(Evidence evidence) =>
        from skip in evidence.Store.Ledger.Skips
        from tick in evidence.History.Ticks
        where tick.Schedule == skip.Schedule && tick.Nominal >= skip.From && tick.Nominal <= skip.Until
        select $"{tick.Schedule}@{tick.Nominal} was run by job {tick.Job}, and skipped: {skip}";

    public static IEnumerable<string> NoTickIsForgotten(Evidence evidence)
    {
        TickLedger ledger = evidence.Store.Ledger;
        HashSet<int> started = [.. evidence.History.Acknowledged.Values.Select(promise => promise.Incarnation)];
        return
        [
            .. from plan in evidence.History.Plans.Values
               where started.Contains(plan.Incarnation) && ledger.Versions.All(version => version.Schedule != plan.Schedule)
               select $"{plan.Schedule} was declared by process {plan.Incarnation}, and is not stored",
            .. from versions in ledger.Versions.GroupBy(version => version.Schedule)
               from wrong in evidence.History.Plans.TryGetValue(versions.Key, out JournalEntry.Plan? plan)
                   ? new TickWalk(plan.PeriodMs * MicrosecondsPerMillisecond, ledger).Compare([.. versions])
                   : [$"{versions.Key} was declared by nobody"]
               select wrong,
        ];
    }
}
