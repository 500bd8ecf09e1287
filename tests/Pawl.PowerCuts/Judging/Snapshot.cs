namespace Pawl.PowerCuts.Judging;

/// <summary>All that is judged of a store's file at one moment.</summary>
internal sealed class Snapshot
{
    public static Snapshot Empty { get; } = new([], [], [], [], [], []) { Digest = 14_695_981_039_346_656_037 };

    private readonly Dictionary<long, StoredJob> byId = [];

    public Snapshot(
        IReadOnlyList<StoredJob> jobs,
        IReadOnlyList<(string Queue, string Type, string State, long Count)> counters,
        IReadOnlyList<(string Queue, string Key, long Job)> keys,
        IReadOnlyList<string> pausedQueues,
        IReadOnlyList<(long Job, long Token)> effects,
        IReadOnlyList<long> markers)
    {
        Jobs = jobs;
        Counters = counters;
        Keys = keys;
        PausedQueues = pausedQueues;
        Effects = effects;
        Markers = markers;
        foreach (StoredJob job in jobs)
        {
            byId[job.Id] = job;
        }
    }

    /// <summary>A hash of all of it: equal for equal content.</summary>
    public required ulong Digest { get; init; }

    public IReadOnlyList<StoredJob> Jobs { get; }

    public IReadOnlyList<(string Queue, string Type, string State, long Count)> Counters { get; }

    public IReadOnlyList<(string Queue, string Key, long Job)> Keys { get; }

    public IReadOnlyList<string> PausedQueues { get; }

    public IReadOnlyList<(long Job, long Token)> Effects { get; }

    public IReadOnlyList<long> Markers { get; }

    public IEnumerable<long> Ids => byId.Keys;

    public StoredJob? Find(long id) => byId.TryGetValue(id, out StoredJob job) ? job : null;

    /// <summary>The rules that hold within any file at any moment.</summary>
    public IEnumerable<string> Contradictions()
    {
        if (byId.Count != Jobs.Count)
        {
            yield return "a job is alive and archived (I-11)";
        }

        var recount = Jobs.GroupBy(job => (job.Queue, job.Type, job.State)).ToDictionary(group => group.Key, group => (long)group.Count());
        var kept = Counters.ToDictionary(counter => (counter.Queue, counter.Type, counter.State), counter => counter.Count);
        foreach ((string, string, string) key in recount.Keys.Union(kept.Keys))
        {
            if (recount.GetValueOrDefault(key) != kept.GetValueOrDefault(key))
            {
                yield return $"the counter of {key} says {kept.GetValueOrDefault(key)}, there are {recount.GetValueOrDefault(key)} (I-42)";
            }
        }

        foreach (IGrouping<string?, StoredJob> holders in Jobs.Where(job => !job.IsFinished && job.UniqueKey is not null)
            .GroupBy(job => job.UniqueKey).Where(group => group.Count() > 1))
        {
            yield return $"the unique key {holders.Key} is carried by {holders.Count()} live jobs";
        }
    }

    /// <summary>Says how another snapshot differs, in few words.</summary>
    public string DifferenceTo(Snapshot other)
    {
        IEnumerable<string> jobs = Ids.Union(other.Ids).Order()
            .Where(id => Find(id) != other.Find(id))
            .Select(id => $"job {Words(Find(id))} → {Words(other.Find(id))}");
        string[] all =
        [
            .. jobs,
            .. Effects.Except(other.Effects).Select(effect => $"effect {effect} lost"),
            .. other.Effects.Except(Effects).Select(effect => $"effect {effect} new"),
            .. Markers.Except(other.Markers).Select(marker => $"marker {marker} lost"),
            .. other.Markers.Except(Markers).Select(marker => $"marker {marker} new"),
            .. Keys.Except(other.Keys).Select(key => $"key {key} lost"),
            .. other.Keys.Except(Keys).Select(key => $"key {key} new"),
            .. PausedQueues.Except(other.PausedQueues).Select(queue => $"pause of {queue} lost"),
            .. other.PausedQueues.Except(PausedQueues).Select(queue => $"pause of {queue} new"),
            .. Counters.Except(other.Counters).Select(counter => $"counter {counter} gone"),
            .. other.Counters.Except(Counters).Select(counter => $"counter {counter} new"),
        ];
        return all.Length == 0 ? "nothing" : string.Join("; ", all.Take(4)) + (all.Length > 4 ? $"; and {all.Length - 4} more" : "");
    }

    private static string Words(StoredJob? job) => job is { } known ? known.ToString() : "absent";
}
