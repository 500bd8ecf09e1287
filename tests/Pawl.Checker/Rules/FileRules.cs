using Pawl.Checker.Store;

namespace Pawl.Checker.Rules;

/// <summary>What holds within the file, after the program was left alone until it was idle.</summary>
internal static class FileRules
{
    private static readonly string[] Live = ["Scheduled", "Queued", "Running", "Retrying", "Waiting"];
    private static readonly string[] Finished = ["Succeeded", "Failed", "Cancelled"];

    public static IEnumerable<string> NothingIsStuck(Evidence evidence) =>
        from job in evidence.Store.Rows
        where !job.IsArchived
        select $"{job} is still alive";

    public static IEnumerable<string> StateMatchesTable(Evidence evidence) =>
    [
        .. from job in evidence.Store.Rows
           where !(job.IsArchived ? Finished : Live).Contains(job.State)
           select $"{job} is in the wrong table",
        .. from rows in evidence.Store.Rows.GroupBy(job => job.Id)
           where rows.Count() > 1
           select $"{rows.Key} is alive and archived",
    ];

    public static IEnumerable<string> OnlyLiveJobsAreHeld(Evidence evidence) =>
        from held in evidence.Store.Held
        where !evidence.Store.Jobs.TryGetValue(held.Job, out StoredJob? job) || job.IsArchived
        select $"{held.Table} names {held.Job}, which is not alive";

    public static IEnumerable<string> CountersEqualRecount(Evidence evidence)
    {
        var recount = evidence.Store.Rows
            .GroupBy(job => (job.Queue, job.Type, job.State))
            .ToDictionary(group => group.Key, group => (long)group.Count());
        return
            from key in recount.Keys.Union(evidence.Store.Counters.Keys)
            let kept = evidence.Store.Counters.GetValueOrDefault(key)
            let counted = recount.GetValueOrDefault(key)
            where kept != counted
            select $"the counter of {key} says {kept}; there are {counted}";
    }

    public static IEnumerable<string> FileIsWhole(Evidence evidence) =>
        evidence.Store.Integrity == "ok" ? [] : [evidence.Store.Integrity];
}
