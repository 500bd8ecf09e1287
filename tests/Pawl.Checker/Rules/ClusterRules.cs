using System.Diagnostics;
using Pawl.Checker.Journals;
using Pawl.Checker.Store;

namespace Pawl.Checker.Rules;

/// <summary>What holds between processes that run beside one another. A run under a lease that has ended may go on, and may even
/// begin, in a process that has not heard of it yet; but it changes nothing.</summary>
internal static class ClusterRules
{
    // What one heart may be late, and what a busy machine adds.
    private const int HeartbeatsLost = 2;

    public static IEnumerable<string> LeaseIsGivenOnce(Evidence evidence) =>
    [
        .. from starts in evidence.History.Starts
           from same in starts.GroupBy(start => start.Token)
           where same.Count() > 1
           select $"{starts.Key} was begun {same.Count()} times under token {same.Key}",
        .. from starts in evidence.History.Starts
           from own in starts.GroupBy(start => start.Incarnation)
           from pair in own.Zip(own.Skip(1))
           where pair.Second.Token < pair.First.Token
           select $"{starts.Key} was begun by process {own.Key} under token {pair.First.Token}, then {pair.Second.Token}",
    ];

    /// <summary>Who begins under a later token has been given it, so an older one was over before.</summary>
    public static IEnumerable<string> StaleHolderChangesNothing(Evidence evidence)
    {
        IReadOnlyList<JournalEntry> entries = evidence.History.Entries;
        ILookup<(long, long), JournalEntry.Completing> completing =
            entries.OfType<JournalEntry.Completing>().ToLookup(entry => (entry.Job, entry.Token));
        ILookup<(long, long, int), JournalEntry.Saving> saving =
            entries.OfType<JournalEntry.Saving>().ToLookup(entry => (entry.Job, entry.Token, entry.Step));
        IEnumerable<(long Job, long Token, long Asked, string What)> accepted =
        [
            .. from done in entries.OfType<JournalEntry.Done>()
               from asked in completing[(done.Job, done.Token)].TakeLast(1)
               select (done.Job, done.Token, asked.At, "a completion"),
            .. from saved in entries.OfType<JournalEntry.Saved>()
               from asked in saving[(saved.Job, saved.Token, saved.Step)].TakeLast(1)
               select (saved.Job, saved.Token, asked.At, "a checkpoint"),
        ];
        return
            from change in accepted
            from later in evidence.History.Starts[change.Job]
            where later.Token > change.Token && later.At < change.Asked
            select $"{change.What} of {change.Job} was accepted under token {change.Token}, after token {later.Token} was given";
    }

    public static IEnumerable<string> HealthyHolderIsLeftAlone(Evidence evidence) =>
        from over in TakeOvers(evidence.History)
        where !evidence.History.Disturbances.Any(one => one.Touches(over.First.Incarnation, over.First.At, over.Second.At))
        select $"{over.First.Job} was held by process {over.First.Incarnation} under token {over.First.Token}, and process "
            + $"{over.Second.Incarnation} took it over";

    /// <summary>Who opens a file is alone, so it need not wait for leases of those before it.</summary>
    public static IEnumerable<string> LeaseLasts(Evidence evidence)
    {
        JournalEntry.Cluster? cluster = evidence.History.Entries.OfType<JournalEntry.Cluster>().FirstOrDefault();
        if (cluster is null or { Store: "sqlite" })
        {
            return [];
        }

        long lease = (cluster.LeaseMs - (HeartbeatsLost * cluster.HeartbeatMs)) * Stopwatch.Frequency / 1_000;
        return
            from over in TakeOvers(evidence.History)
            let causes = evidence.History.Disturbances
                .Where(one => one.Touches(over.First.Incarnation, over.First.At, over.Second.At)).ToArray()
            where causes.Length > 0 && causes.All(one => one.Kind is "killed" or "paused" or "cut")
            where over.Second.At < causes.Min(one => Math.Max(one.From, over.First.At)) + lease
            select $"{over.First.Job} was held by process {over.First.Incarnation} under token {over.First.Token}, and process "
                + $"{over.Second.Incarnation} took it over before that lease was over";
    }

    /// <summary>A loss from outside looks like a job that kills its process, if that job is all that runs.</summary>
    public static IEnumerable<string> OnlyTheGuiltyFail(Evidence evidence) =>
        from job in evidence.Store.Rows
        where job.State is "Failed" or "Cancelled"
        where !(job.Type == JobTypes.Doomed && job.Attempt == JobTypes.DoomedAttempts)
        where !(job.State == "Failed" && job.Crashes == RunRules.CrashesAllowed
            && job.Failures.Contains("pawl.kills_its_worker", StringComparison.Ordinal)
            && (job.Type == JobTypes.Poison || WasAlone(job, evidence.History)))
        select $"{job} has {job.Crashes} crashes, and fails without guilt: {job.Failures}";

    public static IEnumerable<string> CallIsAnswered(Evidence evidence)
    {
        HashSet<string> answered =
        [
            .. evidence.History.Acknowledged.Keys,
            .. evidence.History.Refused,
            .. evidence.History.Entries.OfType<JournalEntry.Unknown>().Select(entry => entry.Number),
            .. evidence.History.Entries.OfType<JournalEntry.Broke>().Select(entry => entry.Number),
        ];
        HashSet<int> killed = [.. evidence.History.Disturbances.Where(one => one.Kind == "killed").Select(one => one.Process)];
        return
            from call in evidence.History.Calls.Values
            where !answered.Contains(call.Number) && !killed.Contains(call.Incarnation)
            select $"call {call.Number} ({call.Kind}) got no answer";
    }

    /// <summary>Two runs of a job of which the first had not ended otherwise when the second began.</summary>
    private static IEnumerable<(JournalEntry.Start First, JournalEntry.Start Second)> TakeOvers(History history) =>
        from starts in history.Starts
        let inOrder = starts.OrderBy(start => start.Token).ToArray()
        from pair in inOrder.Zip(inOrder.Skip(1))
        let end = history.Ends[starts.Key].FirstOrDefault(end => end.Token == pair.First.Token)
        where end is null || end.At > pair.Second.At || end.How == "returned"
        select pair;

    /// <summary>Nothing else ran in the process when it was lost; of a run that never began nobody can say.</summary>
    private static bool WasAlone(StoredJob job, History history)
    {
        JournalEntry.Start? last = history.Starts[job.Id].FirstOrDefault(start => start.Token == job.Token);
        Disturbance? loss = last is null ? null : history.Disturbances
            .Where(one => one.Touches(last.Incarnation, last.At, long.MaxValue))
            .MinBy(one => one.From);
        return last is null || (loss is not null && !history.Starts
            .SelectMany(starts => starts)
            .Where(other => other.Incarnation == last.Incarnation && other.Job != job.Id && other.At < Math.Max(loss.From, last.At))
            .Any(other => history.Ends[other.Job].FirstOrDefault(end => end.Token == other.Token) is not { } end || end.At > loss.From));
    }
}
