using System.Text;
using Pawl.ReferenceModel.Time;

namespace Pawl.Storage.Contract;

/// <summary>What all contracts stand on: a fresh store, a node with a live worker for jobs of <see cref="Type"/> in
/// <see cref="Queue"/>, and short words for the ports. After every test the kept counters are compared with a recount.</summary>
public abstract class StoreContract<TStore> : IAsyncLifetime
    where TStore : StoreFixture, new()
{
    private IdGenerator? ids;

    protected TStore Store { get; } = new();

    protected ManualClock Clock => Store.Clock;

    protected CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected QueueName Queue { get; } = "main";

    protected JobType Type { get; } = "work";

    /// <summary>A type that no worker handles until a test says so.</summary>
    protected JobType OrphanType { get; } = "orphan";

    protected TimeSpan LeaseDuration { get; } = TimeSpan.FromSeconds(30);

    protected TimeSpan Retention { get; } = TimeSpan.FromHours(1);

    protected TimeSpan FailedRetention { get; } = TimeSpan.FromDays(7);

    protected TimeSpan Millisecond { get; } = TimeSpan.FromMilliseconds(1);

    protected TimeSpan Minute { get; } = TimeSpan.FromMinutes(1);

    protected JobError Error { get; } = new("Acme.Broken", "It broke.", "at Acme.Work()");

    protected NodeMembership Node { get; private set; } = null!;

    protected WorkerIdentity Worker { get; private set; }

    public virtual async ValueTask InitializeAsync()
    {
        await Store.OpenAsync();
        Node = await JoinAsync();
        ids = new IdGenerator(Clock, Node.Generator, Node.IdsAfter);
        Worker = await GivenWorkerAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await using (Store)
        {
            Assert.Equal(await Store.RecountAsync(), await Store.Queries.CountAsync(CancellationToken.None));
        }
    }

    protected static ReadOnlyMemory<byte> Json(string text) => Encoding.UTF8.GetBytes(text);

    protected static string? Text(ReadOnlyMemory<byte>? json) =>
        json is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;

    /// <summary>A job that is due now, not stored yet; vary it by <c>with</c>.</summary>
    protected NewJob AJob() => new()
    {
        Id = NextJobId(),
        Queue = Queue,
        Type = Type,
        Payload = Json("""{"n":1}"""),
        Retention = Retention,
        FailedRetention = FailedRetention,
    };

    protected JobId NextJobId() => ids!.NextJobId();

    protected WorkerIdentity NextWorkerIdentity() => new(ids!.NextWorkerId(), Store.Entropy.NextNonce());

    protected async Task<NodeMembership> JoinAsync(TimeSpan? lease = null) => await Store.Cluster.JoinAsync(
        new NewNode("host-1", Store.Entropy.NextNonce(), lease ?? LeaseDuration), Cancel);

    /// <summary>A live worker; it handles <see cref="Type"/> unless told otherwise.</summary>
    protected async Task<WorkerIdentity> GivenWorkerAsync(params JobType[] types)
    {
        WorkerIdentity identity = NextWorkerIdentity();
        await AddWorkerAsync(identity, types);
        return identity;
    }

    protected async Task AddWorkerAsync(WorkerIdentity identity, params JobType[] types) =>
        await Store.Cluster.AddWorkerAsync(
            new NewWorker(
                identity, Node, "host-1", Queue, Concurrency: 8, types is [] ? Types(Type) : Types(types), LeaseDuration),
            Cancel);

    protected static IReadOnlySet<JobType> Types(params JobType[] types) => types.ToHashSet();

    /// <summary>Stores a job, which must be new.</summary>
    protected async Task<JobId> GivenAsync(NewJob job)
    {
        Assert.Equal(new EnqueueResult(job.Id, EnqueueStatus.Stored), await EnqueueAsync(job));
        return job.Id;
    }

    protected Task<JobId> GivenJobAsync() => GivenAsync(AJob());

    /// <summary>Stores a job and claims it; nothing else may be claimable before it.</summary>
    protected async Task<LeasedJob> GivenRunningAsync(NewJob? job = null)
    {
        JobId id = await GivenAsync(job ?? AJob());
        LeasedJob leased = await ClaimOneAsync();
        Assert.Equal(id, leased.Lease.Job);
        return leased;
    }

    /// <summary>Brings a job into a state, the way jobs come there; nothing else may be claimable meanwhile.</summary>
    protected async Task<JobId> GivenJobInAsync(JobState state, NewJob? job = null)
    {
        job ??= AJob();
        switch (state)
        {
            case JobState.Scheduled:
                await GivenAsync(job with { Due = JobDue.After(TimeSpan.FromHours(1)) });
                break;
            case JobState.Queued:
                await GivenAsync(job);
                break;
            case JobState.Running:
                await GivenRunningAsync(job);
                break;
            case JobState.Waiting:
                await GivenAsync(job with { Type = OrphanType });
                Assert.Empty(await ClaimAsync());
                break;
            case JobState.Retrying:
                await EndAsync(await GivenRunningAsync(job), new JobOutcome.Retry(Error, TimeSpan.FromHours(1)));
                break;
            case JobState.Succeeded:
                await EndAsync(await GivenRunningAsync(job), Ending.Succeeded.ToOutcome());
                break;
            case JobState.Failed:
                await EndAsync(await GivenRunningAsync(job), new JobOutcome.Failed(Error));
                break;
            default:
                await EndAsync(await GivenRunningAsync(job), new JobOutcome.Cancelled("not needed"));
                break;
        }

        await AssertStateAsync(state, job.Id);
        return job.Id;
    }

    /// <summary>Stores a job that has crashed workers and is queued again.</summary>
    protected async Task<JobId> GivenCrashedAsync(int crashes, NewJob? job = null)
    {
        JobId id = await GivenAsync(job ?? AJob());
        for (int i = 0; i < crashes; i++)
        {
            WorkerIdentity victim = await GivenWorkerAsync();
            LeasedJob leased = await ClaimOneAsync(victim);
            Assert.Equal(id, leased.Lease.Job);
            await CrashAsync(victim);
        }

        return id;
    }

    /// <summary>Ends a worker that did not say goodbye to its jobs, and reaps them.</summary>
    protected async Task<IReadOnlyList<ReapedJob>> CrashAsync(WorkerIdentity worker)
    {
        await Store.Cluster.RemoveWorkerAsync(worker, Cancel);
        return await ReapAsync();
    }

    protected async Task<EnqueueResult> EnqueueAsync(NewJob job) => Assert.Single(await EnqueueAsync([job]));

    protected async Task<IReadOnlyList<EnqueueResult>> EnqueueAsync(params NewJob[] jobs) =>
        await Store.Jobs.EnqueueAsync(jobs, Cancel);

    protected async Task<IReadOnlyList<LeasedJob>> ClaimAsync(
        WorkerIdentity? worker = null, int freeSlots = 1, int prefetch = 0, params JobType[] types) =>
        await Store.Leases.ClaimAsync(
            new ClaimRequest
            {
                Worker = worker ?? Worker,
                Queue = Queue,
                Types = types is [] ? Types(Type) : Types(types),
                FreeSlots = freeSlots,
                Prefetch = prefetch,
            },
            Cancel);

    protected async Task<LeasedJob> ClaimOneAsync(WorkerIdentity? worker = null) =>
        Assert.Single(await ClaimAsync(worker));

    protected async Task<CompletionResult> CompleteAsync(
        Lease lease, JobOutcome outcome, Action<IStoreTransaction>? work = null) =>
        Assert.Single(await Store.Leases.CompleteAsync([new Completion(lease, outcome, work)], Cancel));

    /// <summary>Ends an attempt whose lease is live.</summary>
    protected async Task EndAsync(LeasedJob job, JobOutcome outcome) =>
        Assert.Equal(CompletionStatus.Recorded, (await CompleteAsync(job.Lease, outcome)).Status);

    protected Task EndAsync(LeasedJob job, Ending ending) => EndAsync(job, ending.ToOutcome());

    protected async Task<bool> UpdateAsync(Lease lease, string? checkpoint = null, JobProgress? progress = null)
    {
        ReadOnlyMemory<byte>? json = null;
        if (checkpoint is not null)
        {
            json = Json(checkpoint);
        }

        return Assert.Single(await Store.Leases.UpdateAsync([new LeaseUpdate(lease, json, progress)], Cancel));
    }

    protected async Task<JobChange> CancelAsync(JobId id, string reason = "not needed") =>
        Assert.Single(await Store.Jobs.CancelAsync([id], reason, Cancel));

    protected async Task<JobChange> RetryAsync(JobId id) => Assert.Single(await Store.Jobs.RetryAsync([id], Cancel));

    protected async Task<JobChange> DeleteAsync(JobId id) => Assert.Single(await Store.Jobs.DeleteAsync([id], Cancel));

    protected async Task<JobChange> RescheduleAsync(JobId id, DateTimeOffset runAt) =>
        Assert.Single(await Store.Jobs.RescheduleAsync([id], runAt, Cancel));

    protected async Task<PromoteResult> PromoteAsync(int limit = 1_000) =>
        await Store.Maintenance.PromoteAsync(limit, Cancel);

    protected async Task<IReadOnlyList<ReapedJob>> ReapAsync(int limit = 1_000) =>
        await Store.Maintenance.ReapAsync(limit, Cancel);

    /// <returns>How many jobs were deleted.</returns>
    protected async Task<int> PruneAsync(int limit = 1_000) => (await Store.Maintenance.PruneAsync(limit, Cancel)).Jobs;

    /// <summary>Prunes for as long as there is more.</summary>
    /// <returns>How many calls that took.</returns>
    protected async Task<int> PruneAllAsync(int limit)
    {
        int calls = 1;
        while ((await Store.Maintenance.PruneAsync(limit, Cancel)).HasMore)
        {
            Assert.InRange(++calls, 1, 1_000);
        }

        return calls;
    }

    protected async Task<HeartbeatReply> HeartbeatAsync(params WorkerIdentity[] workers) =>
        await Store.Cluster.HeartbeatAsync(
            new Heartbeat(Node, workers is [] ? [Worker] : workers, LeaseDuration), Cancel);

    protected async Task<Job?> TryFindAsync(JobId id) => Assert.Single(await Store.Queries.FindAsync([id], Cancel));

    protected async Task<Job> FindAsync(JobId id)
    {
        Job? job = await TryFindAsync(id);
        Assert.NotNull(job);
        return job;
    }

    protected async Task<IReadOnlyList<JobFailure>> FailuresOfAsync(JobId id) => (await FindAsync(id)).Details!.Failures;

    protected async Task AssertStateAsync(JobState expected, JobId id) =>
        Assert.Equal(expected, (await FindAsync(id)).State);

    protected async Task AssertGoneAsync(JobId id) => Assert.Null(await TryFindAsync(id));

    /// <summary>Asserts that nothing was written to a job.</summary>
    protected async Task AssertUnchangedAsync(Job? before, JobId id) =>
        Assert.Equal(JobText.Of(before), JobText.Of(await TryFindAsync(id)));
}
