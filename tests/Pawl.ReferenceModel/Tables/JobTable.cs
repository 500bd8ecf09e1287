namespace Pawl.ReferenceModel.Tables;

/// <summary>The jobs, alive and finished, and the orders in which they are looked for.</summary>
internal sealed class JobTable(Journal journal) : Table<JobId, JobRow>(journal, row => row.Id)
{
    private readonly Dictionary<QueueName, SortedSet<(int Priority, DateTimeOffset RunAt, JobId Id)>> claimable = [];
    private readonly Dictionary<JobType, SortedSet<(DateTimeOffset RunAt, JobId Id)>> withoutHandler = [];
    private readonly Dictionary<WorkerIdentity, SortedSet<JobId>> running = [];
    private readonly Dictionary<UniqueKey, JobId> liveByUniqueKey = [];
    private readonly SortedDictionary<(QueueName Queue, JobType Type, JobState State), long> counts = [];

    /// <summary>Scheduled and retrying jobs, the earliest first.</summary>
    public SortedSet<(DateTimeOffset RunAt, JobId Id)> Due { get; } = [];

    /// <summary>Finished jobs, by when their retention is over.</summary>
    public SortedSet<(DateTimeOffset PrunableAt, JobId Id)> Prunable { get; } = [];

    /// <summary>What the open transaction has changed so far, in order.</summary>
    public List<(JobRow? Before, JobRow? After)> Changes { get; } = [];

    /// <summary>Every job's id.</summary>
    public SortedSet<JobId> Ids { get; } = [];

    /// <summary>How many jobs there are of each kind, kept with every change.</summary>
    public IEnumerable<JobCount> Counts =>
        counts.Select(kept => new JobCount(kept.Key.Queue, kept.Key.Type, kept.Key.State, kept.Value));

    /// <summary>The types that jobs wait for.</summary>
    public IEnumerable<JobType> TypesWithoutHandler => withoutHandler.Keys.Order();

    /// <summary>Queued jobs of a queue, in the order of claims.</summary>
    public IEnumerable<JobRow> Claimable(QueueName queue) =>
        claimable.TryGetValue(queue, out var jobs) ? jobs.Select(job => Find(job.Id)!) : [];

    /// <summary>Jobs that wait for a handler of a type, the earliest first.</summary>
    public IEnumerable<(DateTimeOffset RunAt, JobId Id)> WaitingFor(JobType type) =>
        withoutHandler.TryGetValue(type, out var jobs) ? jobs : [];

    /// <summary>What a worker runs, by id.</summary>
    public IEnumerable<JobRow> RunningOn(WorkerIdentity worker) =>
        running.TryGetValue(worker, out var jobs) ? jobs.Select(id => Find(id)!) : [];

    /// <summary>The live job that carries a unique key.</summary>
    public JobId? LiveWith(UniqueKey key) => liveByUniqueKey.TryGetValue(key, out JobId id) ? id : null;

    /// <summary>Stores a new job.</summary>
    public void Add(JobRow row)
    {
        Invariant.Require(Find(row.Id) is null, $"{row.Id} was stored twice.");
        Invariant.Require(JobTransitions.Initial.Contains(row.State), $"A job began in {row.State}.");
        Put(row);
    }

    /// <summary>Changes a job's state.</summary>
    public void Move(JobRow row)
    {
        JobTransitions.Require(Find(row.Id)!.State, row.State);
        Put(row);
    }

    /// <summary>Changes a job, but not its state.</summary>
    public void Note(JobRow row)
    {
        Invariant.Require(Find(row.Id)!.State == row.State, $"{row.Id} changed its state without a transition.");
        Put(row);
    }

    protected override void OnReplaced(JobRow? before, JobRow? after)
    {
        // A note changes neither of these.
        if (before?.State != after?.State || before?.RunAt != after?.RunAt)
        {
            Changes.Add((before, after));
            Journal.Add(() => Changes.RemoveAt(Changes.Count - 1));
        }
    }

    protected override void Index(JobRow row)
    {
        Ids.Add(row.Id);
        counts[(row.Queue, row.Type, row.State)] = counts.GetValueOrDefault((row.Queue, row.Type, row.State)) + 1;
        if (row is { UniqueKey: { } key } && !row.State.IsFinished())
        {
            liveByUniqueKey.Add(key, row.Id);
        }

        switch (row.State)
        {
            case JobState.Scheduled or JobState.Retrying:
                Due.Add((row.RunAt, row.Id));
                break;
            case JobState.Queued:
                AddTo(claimable, row.Queue, (row.Priority, row.RunAt, row.Id));
                break;
            case JobState.Running:
                AddTo(running, row.Worker!.Value, row.Id);
                break;
            case JobState.Waiting:
                AddTo(withoutHandler, row.Type, (row.RunAt, row.Id));
                break;
            default:
                Prunable.Add((row.PrunableAt!.Value, row.Id));
                break;
        }
    }

    protected override void Unindex(JobRow row)
    {
        Ids.Remove(row.Id);
        if (--counts[(row.Queue, row.Type, row.State)] == 0)
        {
            counts.Remove((row.Queue, row.Type, row.State));
        }

        if (row is { UniqueKey: { } key } && !row.State.IsFinished())
        {
            liveByUniqueKey.Remove(key);
        }

        switch (row.State)
        {
            case JobState.Scheduled or JobState.Retrying:
                Due.Remove((row.RunAt, row.Id));
                break;
            case JobState.Queued:
                RemoveFrom(claimable, row.Queue, (row.Priority, row.RunAt, row.Id));
                break;
            case JobState.Running:
                RemoveFrom(running, row.Worker!.Value, row.Id);
                break;
            case JobState.Waiting:
                RemoveFrom(withoutHandler, row.Type, (row.RunAt, row.Id));
                break;
            default:
                Prunable.Remove((row.PrunableAt!.Value, row.Id));
                break;
        }
    }

    private static void AddTo<TKey, TEntry>(Dictionary<TKey, SortedSet<TEntry>> index, TKey key, TEntry entry)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out SortedSet<TEntry>? entries))
        {
            index.Add(key, entries = []);
        }

        entries.Add(entry);
    }

    private static void RemoveFrom<TKey, TEntry>(Dictionary<TKey, SortedSet<TEntry>> index, TKey key, TEntry entry)
        where TKey : notnull
    {
        index[key].Remove(entry);
        if (index[key].Count == 0)
        {
            index.Remove(key);
        }
    }
}
