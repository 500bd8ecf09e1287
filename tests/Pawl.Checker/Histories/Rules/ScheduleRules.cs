namespace Pawl.Checker.Histories.Rules;

/// <summary>I-17, and the first half of I-19: from the jobs that appeared, whatever the ledger says.</summary>
internal sealed class OneJobForATick() : HistoryRule("I-17 a tick has one job, and never before its instant")
{
    private readonly Dictionary<RequestedTick, long> jobs = [];

    public override void OnChanged(History history, JobTrack job, in JobChanged change)
    {
        if (change.From is not null || job.Request?.Tick is not { } tick)
        {
            return;
        }

        if (change.At < tick.At)
        {
            Violated(job.Id, $"is for the tick {tick.At} of {tick.Schedule}, and appeared before it, at {change.At}");
        }

        if (!jobs.TryAdd(tick, job.Id))
        {
            Violated(job.Id, $"is the second job for the tick {tick.At} of {tick.Schedule}, after {jobs[tick]}");
        }
    }
}

/// <summary>I-18, and the other half of I-19: the ledger against what the rules say, computed anew.</summary>
internal sealed class NoTickIsForgotten() : HistoryRule("I-18 a tick is decided once, by the version that was in force, as a job or a skip")
{
    public override void AtEnd(History history, Ending ending)
    {
        foreach (ScheduleAccount schedule in ending.Schedules)
        {
            Judge(schedule);
            if (schedule is { DecidedUntil: not null, Versions: [.., { IsPaused: false } last] }
                && last.Ticks.Between(schedule.SeenUntil, ending.At - ending.LongestWait).Any())
            {
                Violated(0, $"{schedule.Name} was looked at up to {schedule.SeenUntil} only, and ticks came since; now is {ending.At}");
            }
        }
    }

    private void Judge(ScheduleAccount schedule)
    {
        Dictionary<long, int> decided = [];
        foreach (FiredAccount fired in schedule.Fired)
        {
            Decide(schedule, decided, fired.At, fired.Version, $"by job {fired.Job}");
        }

        foreach (SkippedAccount skipped in schedule.Skipped)
        {
            if (schedule.Versions.FirstOrDefault(version => version.Number == skipped.Version) is not { } version)
            {
                Violated(0, $"{schedule.Name} skipped by version {skipped.Version}, which it never had");
                continue;
            }

            foreach (long tick in version.Ticks.Between(skipped.From - 1, skipped.Until))
            {
                Decide(schedule, decided, tick, skipped.Version, "by being skipped");
            }
        }

        foreach (VersionAccount version in schedule.Versions.Where(version => !version.IsPaused))
        {
            long until = version.Until ?? schedule.DecidedUntil ?? version.From;
            foreach (long tick in version.Ticks.Between(version.From, until))
            {
                if (!decided.Remove(tick, out int by))
                {
                    Violated(0, $"{schedule.Name} forgot the tick {tick} of version {version.Number}");
                }
                else if (by != version.Number)
                {
                    Violated(0, $"{schedule.Name} decided the tick {tick} of version {version.Number} by version {by}");
                }
            }
        }

        foreach ((long tick, int by) in decided)
        {
            Violated(0, $"{schedule.Name} decided {tick} by version {by}, of which it is no tick");
        }
    }

    private void Decide(ScheduleAccount schedule, Dictionary<long, int> decided, long tick, int version, string how)
    {
        if (!decided.TryAdd(tick, version))
        {
            Violated(0, $"{schedule.Name} decided the tick {tick} twice, the second time {how}");
        }
    }
}
