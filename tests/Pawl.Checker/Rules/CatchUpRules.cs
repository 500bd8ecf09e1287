using Pawl.Checker.Journals;
using Pawl.Checker.Store;

namespace Pawl.Checker.Rules;

/// <summary>What becomes of ticks that nobody could start within a minute: what their schedule's policy says.</summary>
internal static class CatchUpRules
{
    private const long MicrosecondsPerMillisecond = 1_000;
    private const long MicrosecondsPerSecond = 1_000_000;

    /// <summary>Who is no later than a minute is in time; and what was decided is stored some moments later.</summary>
    private const long Tolerance = (60 + Moments) * MicrosecondsPerSecond;

    private const long Moments = 10;

    public static IEnumerable<string> CatchUpIsBounded(Evidence evidence) =>
    [
        .. from tick in LateTicks(evidence)
           let plan = evidence.History.Plans[tick.Schedule]
           where !MayRun(plan, tick)
           select $"{tick} was given a job at {tick.DecidedAt}, {(tick.DecidedAt - tick.At) / MicrosecondsPerSecond} s late; its policy is "
               + plan.Policy,
        .. from skip in evidence.Store.Ledger.Skips
           let plan = evidence.History.Plans.GetValueOrDefault(skip.Schedule)
           where plan?.Policy == "All"
           where skip.Reason != "TooOld" || skip.Until > skip.DecidedAt - (plan.WindowMs * MicrosecondsPerMillisecond)
           select $"{skip} was skipped at {skip.DecidedAt}, although all within {plan.WindowMs} ms are to run",
    ];

    /// <summary>The ticks that were decided late: whatever was decided in time, and stored after a pause of the process or a step of the
    /// clock, follows on one that was stored in time.</summary>
    internal static IEnumerable<StoredTick> LateTicks(Evidence evidence)
    {
        Dictionary<(string, long), StoredTick> ticks = evidence.Store.Ledger.Ticks
            .DistinctBy(tick => (tick.Schedule, tick.At)).ToDictionary(tick => (tick.Schedule, tick.At));
        return
            from tick in evidence.Store.Ledger.Ticks
            where tick.DecidedAt - tick.At > Tolerance && evidence.History.Plans.ContainsKey(tick.Schedule)
            let before = tick.At - (evidence.History.Plans[tick.Schedule].PeriodMs * MicrosecondsPerMillisecond)
            where !ticks.TryGetValue((tick.Schedule, before), out StoredTick? last) || last.DecidedAt - last.At > Tolerance
            select tick;
    }

    private static bool MayRun(JournalEntry.Plan plan, StoredTick tick) => plan.Policy switch
    {
        "None" => false,
        "Latest" => tick.At + (plan.PeriodMs * MicrosecondsPerMillisecond) > tick.DecidedAt - (Moments * MicrosecondsPerSecond),
        "All" => tick.DecidedAt - tick.At <= (plan.WindowMs * MicrosecondsPerMillisecond) + (Moments * MicrosecondsPerSecond),
        _ => true,
    };
}
