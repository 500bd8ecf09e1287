using Pawl.Checker.Journals;
using Pawl.Checker.Store;

namespace Pawl.Checker.Rules;

/// <summary>What holds between runs of handlers and stored jobs.</summary>
internal static class RunRules
{
    internal const int CrashesAllowed = 3;

    public static IEnumerable<string> PayloadIsDelivered(Evidence evidence) =>
        from starts in evidence.History.Starts
        let stored = evidence.Store.Jobs.GetValueOrDefault(starts.Key)
        from start in starts
        let first = starts.First()
        let call = evidence.History.CallsByOrigin[start.Origin].FirstOrDefault(call => call.Hash.Length > 0)
        where (start.Origin, start.Index) != (stored?.Origin ?? first.Origin, stored?.Index ?? first.Index)
            || (call is not null && start.Hash.Length > 0 && start.Hash != call.Hash)
        select $"{starts.Key} was run as {start.Origin}[{start.Index}], and is {stored?.ToString() ?? "another"}";

    public static IEnumerable<string> TokensRise(Evidence evidence) =>
        from starts in evidence.History.Starts
        from pair in starts.Zip(starts.Skip(1))
        where pair.Second.Token <= pair.First.Token
        select $"{starts.Key} was run under token {pair.First.Token}, then {pair.Second.Token}";

    public static IEnumerable<string> OneAttemptAtATime(Evidence evidence)
    {
        var running = new Dictionary<long, JournalEntry.Start>();
        foreach (JournalEntry entry in evidence.History.Entries)
        {
            if (entry is JournalEntry.Start start)
            {
                if (running.TryGetValue(start.Job, out JournalEntry.Start? other) && other.Incarnation == start.Incarnation)
                {
                    yield return $"{start.Job} was begun under token {start.Token} while token {other.Token} ran";
                }

                running[start.Job] = start;
            }
            else if (entry is JournalEntry.End end)
            {
                running.Remove(end.Job);
            }
        }
    }

    public static IEnumerable<string> FinishedIsFinished(Evidence evidence) =>
    [
        .. from job in evidence.Store.Rows
           where job.IsArchived
           from start in evidence.History.Starts[job.Id]
           where start.Token > job.Token
           select $"{job} was run again under token {start.Token}",
        .. from done in evidence.History.Entries.OfType<JournalEntry.Done>()
           from start in evidence.History.Starts[done.Job]
           where start.Token > done.Token
           select $"{done.Job} was complete under token {done.Token}, and was run again under token {start.Token}",
    ];

    /// <summary>A handler that completes its job itself may be killed between the commit and its return.</summary>
    public static IEnumerable<string> SuccessHasRun(Evidence evidence) =>
        from job in evidence.Store.Rows
        where job.State == "Succeeded"
        where !(job.Type == JobTypes.Effect
            ? evidence.History.Starts[job.Id].Any(start => start.Token == job.Token)
            : evidence.History.Ends[job.Id].Any(end => end.Token == job.Token && end.How == "returned"))
        select $"{job} did not return under its last token";

    public static IEnumerable<string> NeverEarly(Evidence evidence) =>
        from job in evidence.Store.Rows
        where job.StartedAt < job.RunAt && job.State is "Running" or "Succeeded"
        select $"{job} was due at {job.RunAt} and was started at {job.StartedAt}";

    public static IEnumerable<string> CheckpointIsKept(Evidence evidence)
    {
        ILookup<long, JournalEntry.Saved> saved = evidence.History.Entries.OfType<JournalEntry.Saved>().ToLookup(step => step.Job);
        return
            from resume in evidence.History.Entries.OfType<JournalEntry.Resume>()
            from step in saved[resume.Job]
            where step.Token < resume.Token && step.Step > resume.Step
            select $"{resume.Job} had saved step {step.Step} under token {step.Token}, and found step {resume.Step} under {resume.Token}";
    }

    public static IEnumerable<string> ResultIsKept(Evidence evidence) =>
        from job in evidence.Store.Rows
        where job.Type == JobTypes.Result && job.State == "Succeeded" && job.Result != $"\"{job.Origin}\""
        select $"{job} returned its origin, and has the result {job.Result}";

    public static IEnumerable<string> DoomedFails(Evidence evidence) =>
        from job in evidence.Store.Rows
        where job.Type == JobTypes.Doomed && job.IsArchived
        where job.State != "Failed" || (job.Attempt != JobTypes.DoomedAttempts && job.Crashes == 0)
        select $"{job} always throws, and came to its end in attempt {job.Attempt} of {JobTypes.DoomedAttempts}";

    public static IEnumerable<string> BudgetsAreKept(Evidence evidence) =>
        from job in evidence.Store.Rows
        let runs = evidence.History.Starts[job.Id].Count()
        let failures = evidence.History.Ends[job.Id].Count(end => end.How is "threw" or "ignored")
        where job.Crashes > CrashesAllowed
            || runs > job.Attempt + job.Crashes + job.Interruptions
            || job.Attempt > failures + 1
        select $"{job} ran {runs} times and threw {failures} times; its row says attempt {job.Attempt}, {job.Crashes} "
            + $"crashes, {job.Interruptions} interruptions";

    /// <summary>A kill from outside looks like a job that kills its process, if that job is all that runs. So a job may
    /// fail for its third kill, but never for a kill at which another was running too.</summary>
    public static IEnumerable<string> OnlyTheGuiltyFail(Evidence evidence)
    {
        ILookup<int, long> runningAtKill = RunningAtKill(evidence.History);
        return
            from job in evidence.Store.Rows
            where job.State is "Failed" or "Cancelled"
            where !(job.Type == JobTypes.Doomed && job.Attempt == JobTypes.DoomedAttempts)
            where !(job.State == "Failed" && job.Crashes == CrashesAllowed
                && job.Failures.Contains("pawl.kills_its_worker", StringComparison.Ordinal)
                && WasAlone(job, evidence.History, runningAtKill))
            select $"{job} has {job.Crashes} crashes, and fails without guilt: {job.Failures}";
    }

    public static IEnumerable<string> EffectMatchesSuccess(Evidence evidence)
    {
        HashSet<(long, long)> succeeded = [.. SucceededEffects(evidence).Select(job => (job.Id, job.Token))];
        return
        [
            .. succeeded.Except(evidence.Store.Effects).Select(job => $"{job} succeeded without its effect"),
            .. evidence.Store.Effects.Except(succeeded).Select(effect => $"{effect} has an effect, and did not succeed so"),
            .. evidence.Store.Effects.GroupBy(effect => effect.Job).Where(same => same.Count() > 1)
                .Select(same => $"{same.Key} has {same.Count()} effects"),
        ];
    }

    public static IEnumerable<string> FollowerMatchesSuccess(Evidence evidence)
    {
        string[] expected = [.. SucceededEffects(evidence).Select(job => JobTypes.OriginOfFollower(job.Id)).Order()];
        string[] stored = [.. evidence.Store.Rows.Where(job => job.Type == JobTypes.Follow).Select(job => job.Origin).Order()];
        return
        [
            .. expected.Except(stored).Select(origin => $"{origin} is missing"),
            .. stored.Except(expected).Select(origin => $"{origin} has no parent that succeeded"),
            .. stored.GroupBy(origin => origin).Where(same => same.Count() > 1).Select(same => $"{same.Key} is there {same.Count()} times"),
        ];
    }

    private static IEnumerable<StoredJob> SucceededEffects(Evidence evidence) =>
        evidence.Store.Rows.Where(job => job.Type == JobTypes.Effect && job.State == "Succeeded");

    /// <summary>Under its last token it was the last that began, and nothing else ran at the kill; or a kill came between
    /// its claim and its handler, when nothing else ran.</summary>
    private static bool WasAlone(StoredJob job, History history, ILookup<int, long> runningAtKill)
    {
        JournalEntry.Start? last = history.Starts[job.Id].LastOrDefault();
        if (last?.Token == job.Token)
        {
            return history.Entries.OfType<JournalEntry.Start>().Last(start => start.Incarnation == last.Incarnation) == last
                && !runningAtKill[last.Incarnation].Except([job.Id]).Any();
        }

        JournalEntry.Begin[] incarnations = [.. history.Entries.OfType<JournalEntry.Begin>()];
        return incarnations
            .SkipLast(1)
            .Any(killed => killed.Incarnation >= (last?.Incarnation ?? 1) && !runningAtKill[killed.Incarnation].Any());
    }

    private static ILookup<int, long> RunningAtKill(History history)
    {
        var running = new HashSet<(int Incarnation, long Job)>();
        foreach (JournalEntry entry in history.Entries)
        {
            if (entry is JournalEntry.Start start)
            {
                running.Add((start.Incarnation, start.Job));
            }
            else if (entry is JournalEntry.End end)
            {
                running.Remove((end.Incarnation, end.Job));
            }
        }

        return running.ToLookup(run => run.Incarnation, run => run.Job);
    }
}
