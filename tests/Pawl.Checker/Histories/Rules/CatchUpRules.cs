namespace Pawl.Checker.Histories.Rules;

/// <summary>The first half of I-21: what runs of the ticks that nobody looked at within a minute of their time.</summary>
internal sealed class CatchingUpIsBounded()
    : HistoryRule("I-21 of the ticks that were missed run as many as policy and window allow, and the others are skipped for a reason")
{
    private readonly Dictionary<string, Looks> schedules = [];

    public override void OnApplied(History history, Call call)
    {
        foreach (ScheduleDecision decision in call.Decisions)
        {
            if (decision.Terms is not { } terms)
            {
                schedules[decision.Schedule] = new Looks(decision.LookedAt);
            }
            else if (schedules.TryGetValue(decision.Schedule, out Looks? looks))
            {
                looks.Add(decision);
                Judge(decision, terms, looks);
            }
        }
    }

    private void Judge(ScheduleDecision decision, CatchUpTerms terms, Looks looks)
    {
        foreach (long tick in decision.Fired)
        {
            if (decision.LookedAt - tick >= terms.Window)
            {
                Violated(0, $"{decision.Schedule} ran the tick {tick} at {decision.LookedAt}, and the window is {terms.Window}");
            }

            if (looks.GapOf(tick) is { } gap && ++gap.Run > (terms.MostMissed ?? int.MaxValue))
            {
                Violated(0, $"{decision.Schedule} ran {gap.Run} ticks that were missed from {gap.After} to {gap.Until}, the last {tick}");
            }
        }

        foreach (DecidedSkip skip in decision.Skipped)
        {
            if (ReasonAgainst(skip, decision, terms, looks) is { } reason)
            {
                Violated(0, $"{decision.Schedule} skipped {skip.From} to {skip.Until} at {decision.LookedAt} as {skip.Reason}, {reason}");
            }
        }
    }

    private static string? ReasonAgainst(DecidedSkip skip, ScheduleDecision decision, CatchUpTerms terms, Looks looks) => skip.Reason switch
    {
        "TooOld" when decision.LookedAt - skip.Until < terms.Window => $"and the window is {terms.Window}",
        "Missed" when terms.MostMissed is null => "and all that was missed is to run",
        "Missed" when looks.GapOf(skip.From) is null || looks.GapOf(skip.Until) is null => "and somebody had looked in time",
        "Overlap" when !decision.HadLiveJobs && decision.Fired.Count == 0 => "and no earlier job was alive",
        _ => null,
    };

    /// <summary>When somebody looked at a schedule, and what was missed between.</summary>
    private sealed class Looks(long first)
    {
        private const long Tolerance = 60_000_000;

        private readonly List<Gap> gaps = [];
        private long last = first;

        public void Add(ScheduleDecision look)
        {
            // What comes while others wait for their turn waits behind them, whoever looks.
            if (look.LookedAt - Tolerance > last && !look.WasWaiting)
            {
                gaps.Add(new Gap(last, look.LookedAt - Tolerance));
            }

            last = Math.Max(last, look.LookedAt);
        }

        public Gap? GapOf(long tick) => gaps.FindLast(gap => gap.After < tick && tick <= gap.Until);
    }

    private sealed class Gap(long after, long until)
    {
        public long After { get; } = after;

        public long Until { get; } = until;

        public int Run { get; set; }
    }
}

/// <summary>The other half of I-21. Who has the duty starts so many late ticks at once, and from then on so many a second; each process
/// that believes to have the duty counts for itself.</summary>
internal sealed class LateTicksComeSlowly() : HistoryRule("I-21b a process starts no more late ticks in a second than configured")
{
    private const long Late = 60_000_000;
    private const double Second = 1_000_000;

    private readonly Dictionary<int, List<Start>> processes = [];

    public override void OnApplied(History history, Call call)
    {
        foreach (ScheduleDecision decision in call.Decisions)
        {
            int late = decision.Fired.Count(tick => tick <= decision.LookedAt - Late);
            if (late > 0 && !decision.IsChange && decision.Terms is { } terms)
            {
                if (!processes.TryGetValue(call.Process, out List<Start>? starts))
                {
                    processes.Add(call.Process, starts = []);
                }

                starts.Add(new Start(decision.BegunAt / Second, call.InvokedAt / Second, late, terms.MostPerSecond));
            }
        }
    }

    /// <summary>Each decision fell somewhere between the answer to a look and the write, so any row of them had at most the time from its
    /// first answer to its last write. What was written late may be applied out of order, so all are judged in the end.</summary>
    public override void AtEnd(History history, Ending ending)
    {
        foreach ((int process, List<Start> starts) in processes)
        {
            long count = 0;
            double leastHead = double.MaxValue;
            foreach (Start start in starts.OrderBy(start => start.WrittenAt))
            {
                leastHead = Math.Min(leastHead, count - (start.PerSecond * start.BegunAt));
                count += start.Late;
                if (count - (start.PerSecond * start.WrittenAt) - start.PerSecond > leastHead + 0.001)
                {
                    Violated(0, $"process {process} started {start.Late} late ticks by second {start.WrittenAt}, {count} in all, and "
                        + $"{start.PerSecond} a second are allowed");
                }
            }
        }
    }

    private sealed record Start(double BegunAt, double WrittenAt, int Late, int PerSecond);
}
