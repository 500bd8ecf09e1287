using System.Data.Common;
using System.Diagnostics;
using Pawl.Engine.Serialization;
using Pawl.Engine.Telemetry;
using Pawl.Storage;

namespace Pawl.Engine.Clients;

/// <summary>The user's calls about jobs, as requests to the store.</summary>
internal sealed class JobClient(
    IJobStore store,
    IJobQueries queries,
    IEnlistment enlistment,
    JobRequests requests,
    JobSerializer serializer,
    IJobIds ids,
    TimeProvider clock) : IJobClient
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan SlowestPoll = TimeSpan.FromMilliseconds(500);

    public async Task<JobHandle> EnqueueAsync(
        IJob job, EnqueueOptions? options = null, CancellationToken cancellationToken = default) =>
        new(this, await EnqueueOneAsync(job, options, JobDue.Now, cancellationToken));

    public async Task<JobHandle<TResult>> EnqueueAsync<TResult>(
        IJob<TResult> job, EnqueueOptions? options = null, CancellationToken cancellationToken = default) =>
        new(this, await EnqueueOneAsync(job, options, JobDue.Now, cancellationToken));

    public async Task<JobHandle> ScheduleAsync(
        IJob job, TimeSpan delay, EnqueueOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, JobLimits.LongestSpan);
        return new JobHandle(this, await EnqueueOneAsync(job, options, JobDue.After(delay), cancellationToken));
    }

    public async Task<JobHandle> ScheduleAsync(
        IJob job, DateTimeOffset runAt, EnqueueOptions? options = null, CancellationToken cancellationToken = default) =>
        new(this, await EnqueueOneAsync(job, options, JobDue.At(runAt), cancellationToken));

    public async Task<IReadOnlyList<JobId>> EnqueueManyAsync(
        IEnumerable<IJob> jobs, EnqueueOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        if (options is { IdempotencyKey: not null } or { Unique: not null })
        {
            throw new ArgumentException(
                "An idempotency key or a unique key names one job. Enqueue such jobs one by one.", nameof(options));
        }

        JobTemplate template = requests.Prepare(options);
        IdGenerator generator = await ids.GetAsync(cancellationToken);
        using Activity? activity = EnqueueTelemetry.Start(options?.Queue ?? QueueName.Default, type: null);
        try
        {
            var batches = jobs.Chunk(JobLimits.BatchJobs)
                .Select(batch => Array.ConvertAll(batch, job => template.Create(job, JobDue.Now, generator)));
            IReadOnlyList<JobId> stored = await StoreAsync(batches, cancellationToken);
            activity.Stored(stored.Count);
            return stored;
        }
        catch (Exception exception)
        {
            activity.Failed(exception);
            throw;
        }
    }

    public async Task TransactAsync(Action<JobTransaction> work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        IdGenerator generator = await ids.GetAsync(cancellationToken);
        await store.TransactAsync(
            transaction => work(new EngineTransaction(transaction, requests, () => generator)), cancellationToken);
    }

    public JobEnlistment Enlist(DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return new EngineEnlistment(transaction, enlistment, requests, ids);
    }

    public async Task<Job?> FindAsync(JobId id, CancellationToken cancellationToken = default)
    {
        await ids.GetAsync(cancellationToken);
        return (await queries.FindAsync([id], cancellationToken))[0];
    }

    public async Task<JobPage> ListAsync(JobQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Limit is < 1 or > JobLimits.PageSize)
        {
            throw new ArgumentOutOfRangeException(
                nameof(query), query.Limit, $"Limit must be 1 to {JobLimits.PageSize}.");
        }

        await ids.GetAsync(cancellationToken);
        return await queries.ListAsync(query, cancellationToken);
    }

    public async Task<IReadOnlyList<JobCount>> CountAsync(CancellationToken cancellationToken = default)
    {
        await ids.GetAsync(cancellationToken);
        return await queries.CountAsync(cancellationToken);
    }

    public async Task<Job> WaitAsync(JobId id, CancellationToken cancellationToken = default)
    {
        TimeSpan delay = FirstPoll;
        while (true)
        {
            Job job = await FindAsync(id, cancellationToken) ?? throw new JobNotFoundException(id);
            if (job.State.IsFinished())
            {
                return job;
            }

            await Task.Delay(delay, clock, cancellationToken);
            delay = delay * 2 < SlowestPoll ? delay * 2 : SlowestPoll;
        }
    }

    public async Task<TResult?> GetResultAsync<TResult>(JobId id, CancellationToken cancellationToken = default)
    {
        Job job = await WaitAsync(id, cancellationToken);
        if (job.State != JobState.Succeeded)
        {
            throw new JobNotSucceededException(job);
        }

        return job.Details?.Result is { IsEmpty: false } result ? serializer.Deserialize<TResult>(result) : default;
    }

    public async Task<JobChange> CancelAsync(JobId id, string reason, CancellationToken cancellationToken = default)
    {
        string kept = Reason.Cut(reason);
        await ids.GetAsync(cancellationToken);
        return (await store.CancelAsync([id], kept, cancellationToken))[0];
    }

    public async Task<JobChange> RetryAsync(JobId id, CancellationToken cancellationToken = default)
    {
        await ids.GetAsync(cancellationToken);
        return (await store.RetryAsync([id], cancellationToken))[0];
    }

    public async Task<JobChange> DeleteAsync(JobId id, CancellationToken cancellationToken = default)
    {
        await ids.GetAsync(cancellationToken);
        return (await store.DeleteAsync([id], cancellationToken))[0];
    }

    public async Task<JobChange> RescheduleAsync(
        JobId id, DateTimeOffset runAt, CancellationToken cancellationToken = default)
    {
        await ids.GetAsync(cancellationToken);
        return (await store.RescheduleAsync([id], runAt, cancellationToken))[0];
    }

    /// <summary>Stores one batch after the other. One commits while the next one's jobs are made, so that neither
    /// waits for the other.</summary>
    private async Task<IReadOnlyList<JobId>> StoreAsync(IEnumerable<NewJob[]> batches, CancellationToken cancellationToken)
    {
        var stored = new List<JobId>();
        Task<IReadOnlyList<EnqueueResult>>? committing = null;
        try
        {
            foreach (NewJob[] batch in batches)
            {
                if (committing is not null)
                {
                    stored.AddRange((await committing).Select(result => result.Id));
                }

                committing = null;
                cancellationToken.ThrowIfCancellationRequested();
                committing = StoreAsync(batch, cancellationToken);
            }
        }
        finally
        {
            // Also when the next batch cannot be made: the caller must not go on while the one before is under way.
            if (committing is not null)
            {
                stored.AddRange((await committing).Select(result => result.Id));
            }
        }

        return stored;
    }

    private async Task<EnqueuedJob> EnqueueOneAsync(
        IJob job, EnqueueOptions? options, JobDue due, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        JobTemplate template = requests.Prepare(options);
        JobDefaults defaults = template.DefaultsOf(job.GetType());
        IdGenerator generator = await ids.GetAsync(cancellationToken);
        using Activity? activity = EnqueueTelemetry.Start(defaults.Queue, defaults.Definition.Type);
        try
        {
            NewJob request = template.Create(job, due, generator);
            IReadOnlyList<EnqueueResult> results = await StoreAsync([request], cancellationToken);
            EnqueuedJob enqueued = EnqueueResults.Require(results[0], request);
            activity.Stored(enqueued.Id);
            return enqueued;
        }
        catch (Exception exception)
        {
            activity.Failed(exception);
            throw;
        }
    }

    private async Task<IReadOnlyList<EnqueueResult>> StoreAsync(NewJob[] jobs, CancellationToken cancellationToken)
    {
        IReadOnlyList<EnqueueResult> results = await store.EnqueueAsync(jobs, cancellationToken);
        Chaos.At(FaultPoint.StoredNotTold);
        EnqueueTelemetry.Count(jobs);
        return results;
    }
}
