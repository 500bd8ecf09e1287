using Pawl.Checker.Journals;
using Pawl.Checker.Store;

namespace Pawl.Checker.Rules;

/// <summary>What holds between calls and stored jobs.</summary>
internal static class EnqueueRules
{
    private const long LongestWait = 2_000_000;

    public static IEnumerable<string> AcknowledgedJobIsFound(Evidence evidence) =>
        from promise in evidence.History.Acknowledged.Values
        let call = evidence.History.Calls[promise.Number]
        from id in promise.Ids
        where !evidence.Store.Jobs.ContainsKey(id)
        where call.Type != JobTypes.Gone || !evidence.History.HasReturned(id)
        select $"{id} was acknowledged to call {call.Number} ({call.Kind}, {call.Type}), and is not stored";

    public static IEnumerable<string> AcknowledgedIdIsTheJobs(Evidence evidence) =>
        from promise in evidence.History.Acknowledged.Values
        let call = evidence.History.Calls[promise.Number]
        where call.Kind != "unique"
        from answer in promise.Ids.Index()
        let job = evidence.Store.Jobs.GetValueOrDefault(answer.Item)
        where job is not null && (job.Origin, job.Index) != (call.Origin, answer.Index)
        select $"call {call.Number} was answered with {job} as number {answer.Index} of {call.Origin}";

    public static IEnumerable<string> NoJobFromNowhere(Evidence evidence)
    {
        foreach (StoredJob job in evidence.Store.Rows.Where(job => job.Type is not (JobTypes.Follow or JobTypes.Tick)))
        {
            JournalEntry.Call? call = evidence.History.CallsByOrigin[job.Origin].FirstOrDefault();
            if (call is null || call.Type != job.Type || job.Index < 0 || job.Index >= call.Count)
            {
                yield return $"{job} was asked for by no call";
            }
        }
    }

    public static IEnumerable<string> RefusedCallLeavesNothing(Evidence evidence) =>
        from number in evidence.History.Refused
        let call = evidence.History.Calls[number]
        where evidence.History.CallsByOrigin[call.Origin].All(same => evidence.History.Refused.Contains(same.Number))
        from job in evidence.Store.JobsByOrigin[call.Origin]
        select $"{job} is stored, and call {number} ({call.Kind}) was refused";

    public static IEnumerable<string> CallIsAnsweredHonestly(Evidence evidence) =>
        from broke in evidence.History.Entries.OfType<JournalEntry.Broke>()
        let call = evidence.History.Calls[broke.Number]
        select $"call {broke.Number} ({call.Kind}) ended in {broke.Exception}";

    public static IEnumerable<string> ConflictIsRefused(Evidence evidence) =>
        from promise in evidence.History.Acknowledged.Values
        let call = evidence.History.Calls[promise.Number]
        where call.Kind is "conflict" or "abort"
        select $"call {call.Number} ({call.Kind}) was acknowledged";

    public static IEnumerable<string> CallIsStoredWhole(Evidence evidence)
    {
        foreach (IGrouping<string, JournalEntry.Call> calls in evidence.History.CallsByOrigin)
        {
            // Jobs that are deleted as they succeed can be counted only by what ran.
            if (calls.First().Type == JobTypes.Gone)
            {
                continue;
            }

            int[] stored = [.. evidence.Store.JobsByOrigin[calls.Key].Select(job => job.Index).Order()];
            if (stored.Length > 0 && !stored.SequenceEqual(Enumerable.Range(0, calls.First().Count)))
            {
                yield return $"{stored.Length} jobs of {calls.Key} are stored; {calls.First().Count} were asked for at once";
            }
        }
    }

    public static IEnumerable<string> MarkerMatchesJobs(Evidence evidence)
    {
        var origins = evidence.Store.JobsByOrigin
            .Where(jobs => evidence.History.CallsByOrigin[jobs.Key].Any(call => call.Kind == "transact"))
            .Select(jobs => jobs.Key)
            .ToHashSet();
        return
        [
            .. origins.Except(evidence.Store.Markers).Select(origin => $"the jobs of {origin} are stored, its row is not"),
            .. evidence.Store.Markers.Except(origins).Select(origin => $"the row of {origin} is stored, its jobs are not"),
        ];
    }

    public static IEnumerable<string> IdempotencyKeyNamesOneJob(Evidence evidence) =>
    [
        .. from jobs in evidence.Store.Rows.Where(job => job.IdempotencyKey is not null).GroupBy(job => job.IdempotencyKey)
           where jobs.Count() > 1
           select $"'{jobs.Key}' names {jobs.Count()} jobs",
        .. from calls in evidence.History.CallsByOrigin
           where calls.First().Kind == "keyed"
           let answers = calls
               .Where(call => evidence.History.Acknowledged.ContainsKey(call.Number))
               .SelectMany(call => evidence.History.Acknowledged[call.Number].Ids)
               .Concat(evidence.Store.IdempotencyKeys[calls.Key])
               .Distinct()
           where answers.Count() > 1
           select $"'{calls.Key}' was answered with {string.Join(" and ", answers)}",
    ];

    /// <summary>The store's clock orders lives: the next holder of a key comes when the one before has finished. PostgreSQL asks for the
    /// time before it waits for whoever has the key, so there a life may seem to begin a little before the last one's end. Where the
    /// clock was set, only the runs tell.</summary>
    public static IEnumerable<string> UniqueKeyIsUnique(Evidence evidence)
    {
        bool isSet = evidence.History.Entries.OfType<JournalEntry.Stepped>().Any();
        long wait = evidence.History.Entries.OfType<JournalEntry.Cluster>().Any(cluster => cluster.Store == "postgres") ? LongestWait : 0;
        return
            from holders in evidence.Store.Rows.Where(job => job.UniqueKey is not null).GroupBy(job => job.UniqueKey)
            let lives = holders
                .Select(job => isSet ? RunOf(job, evidence.History) : (Job: job, From: job.EnqueuedAt, Until: job.FinishedAt))
                .OrderBy(life => life.From).ThenBy(life => life.Job.Id).ToArray()
            from pair in lives.Zip(lives.Skip(1))
            where pair.First.Until is not { } until || until > pair.Second.From + (isSet ? 0 : wait)
            select $"'{holders.Key}' was carried by {pair.First.Job} and {pair.Second.Job} at once";
    }

    private static (StoredJob Job, long From, long? Until) RunOf(StoredJob job, History history) => (
        job,
        history.Starts[job.Id].Where(start => start.Token == job.Token).Select(start => start.At).LastOrDefault(),
        history.Ends[job.Id].Where(end => end.Token == job.Token).Select(end => end.At).LastOrDefault());
}
