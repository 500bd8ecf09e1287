using System.Collections.ObjectModel;
using System.Data.Common;
using Pawl.ReferenceModel.Tables;
using Pawl.Storage;

namespace Pawl.ReferenceModel;

/// <content>What clients ask for.</content>
public sealed partial class ReferenceStore : IJobStore
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<EnqueueResult>> EnqueueAsync(
        IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken) =>
        Run<IReadOnlyList<EnqueueResult>>(() => EnqueueAllOrNone(jobs), cancellationToken);

    /// <inheritdoc/>
    public ValueTask TransactAsync(Action<IStoreTransaction> work, CancellationToken cancellationToken) =>
        Run(() => Lend(work), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JobChange>> CancelAsync(
        IReadOnlyList<JobId> jobs, string reason, CancellationToken cancellationToken) =>
        RunEach(jobs, id => ChangeOne(id, job => Cancel(job, reason)), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JobChange>> RetryAsync(
        IReadOnlyList<JobId> jobs, CancellationToken cancellationToken) =>
        RunEach(jobs, id => ChangeOne(id, Retry), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JobChange>> DeleteAsync(
        IReadOnlyList<JobId> jobs, CancellationToken cancellationToken) =>
        RunEach(jobs, id => ChangeOne(id, DeleteUnlessRunning), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JobChange>> RescheduleAsync(
        IReadOnlyList<JobId> jobs, DateTimeOffset runAt, CancellationToken cancellationToken) =>
        RunEach(jobs, id => ChangeOne(id, job => Reschedule(job, runAt)), cancellationToken);

    private EnqueueResult[] EnqueueAllOrNone(IReadOnlyList<NewJob> batch)
    {
        int mark = journal.Mark;
        EnqueueResult[] results = [.. batch.Select(Enqueue)];
        if (!results.Any(result => result.IsRefused))
        {
            return results;
        }

        journal.RollBackTo(mark);
        return
        [
            .. results.Zip(batch, (result, job) =>
                result.IsRefused ? result : new EnqueueResult(job.Id, EnqueueStatus.NotStored)),
        ];
    }

    private EnqueueResult Enqueue(NewJob job)
    {
        if (jobs.Find(job.Id) is not null)
        {
            return new EnqueueResult(job.Id, EnqueueStatus.Existing);
        }

        if (job.IdempotencyKey is { } key
            && requests.Find((job.Queue, key)) is { } request && request.ForgottenAt > now)
        {
            return new EnqueueResult(
                request.Job, request.IsSameAs(job) ? EnqueueStatus.Existing : EnqueueStatus.IdempotencyConflict);
        }

        if (job.Unique is { } unique && jobs.LiveWith(unique.Key) is { } live)
        {
            return new EnqueueResult(
                live,
                unique.OnConflict == UniqueConflict.Refuse ? EnqueueStatus.UniqueConflict : EnqueueStatus.Existing);
        }

        Store(job);
        return new EnqueueResult(job.Id, EnqueueStatus.Stored);
    }

    private void Store(NewJob job)
    {
        DateTimeOffset runAt = Up(job.Due.From(now));
        var row = new JobRow
        {
            Id = job.Id,
            Queue = job.Queue,
            Type = job.Type,
            Payload = Copy(job.Payload),
            State = runAt > now ? JobState.Scheduled : JobState.Queued,
            Priority = job.Priority,
            RunAt = runAt,
            EnqueuedAt = now,
            Retention = job.Retention,
            FailedRetention = job.FailedRetention,
            UniqueKey = job.Unique?.Key,
            IdempotencyKey = job.IdempotencyKey,
            Tags = [.. job.Tags],
            Metadata = new ReadOnlyDictionary<string, string>(job.Metadata.ToDictionary()),
            Timeout = job.Timeout,
            Retry = WithoutCode(job.Retry),
        };
        jobs.Add(row);
        Announce(row);
        if (job.IdempotencyKey is { } key)
        {
            requests.Put(new RequestRow(
                row.Queue, key, row.Id, row.Type, row.Payload, now + JobLimits.IdempotencyWindow));
        }
    }

    private JobChange ChangeOne(JobId id, Func<JobRow, JobChange> change) =>
        jobs.Find(id) is { } job ? change(job) : JobChange.NotFound;

    private JobChange Cancel(JobRow job, string reason)
    {
        if (job.State.IsFinished())
        {
            return JobChange.Refused;
        }

        if (job.State == JobState.Running)
        {
            jobs.Note(job with { CancelReason = job.CancelReason ?? reason });
            Wake(new Wakeup(WakeupKind.CancellationRequested));
            return JobChange.Requested;
        }

        Move(job with { State = JobState.Cancelled, WaitingReason = null, FinishedAt = now, CancelReason = reason });
        return JobChange.Done;
    }

    private JobChange Retry(JobRow job)
    {
        switch (job.State)
        {
            case JobState.Scheduled or JobState.Retrying or JobState.Waiting:
                Move(job with { State = JobState.Queued, WaitingReason = null, RunAt = now });
                return JobChange.Done;

            case JobState.Failed or JobState.Cancelled when job.UniqueKey is { } key && jobs.LiveWith(key) is not null:
                return JobChange.UniqueKeyTaken;

            case JobState.Failed or JobState.Cancelled:
                Move(job with
                {
                    State = JobState.Queued,
                    RunAt = now,
                    FinishedAt = null,
                    CancelReason = null,
                    EndedAttempts = 0,
                    Crashes = 0,
                    Interruptions = 0,
                });
                ReturnToSchedule(job);
                return JobChange.Done;

            default:
                return JobChange.Refused;
        }
    }

    private JobChange DeleteUnlessRunning(JobRow job)
    {
        if (job.State == JobState.Running)
        {
            return JobChange.Refused;
        }

        jobs.Delete(job.Id);
        if (job.IdempotencyKey is { } key && requests.Find((job.Queue, key))?.Job == job.Id)
        {
            requests.Delete((job.Queue, key));
        }

        return JobChange.Done;
    }

    private JobChange Reschedule(JobRow job, DateTimeOffset runAt)
    {
        if (job.State == JobState.Running || job.State.IsFinished())
        {
            return JobChange.Refused;
        }

        Move(job with
        {
            State = runAt > now ? JobState.Scheduled : JobState.Queued,
            WaitingReason = null,
            RunAt = Later(Up(runAt), now),
        });
        return JobChange.Done;
    }

    private void Lend(Action<IStoreTransaction> work)
    {
        using var transaction = new Transaction(this);
        work(transaction);
    }

    private static ReadOnlyMemory<byte> Copy(ReadOnlyMemory<byte> bytes) => bytes.ToArray();

    private static RetryPolicy? WithoutCode(RetryPolicy? policy) => policy is not { HasDelayRules: true }
        ? policy
        : policy.NeverOn.Aggregate(
            RetryPolicy.Exponential(
                policy.MaxAttempts, policy.InitialDelay, policy.MaxDelay, policy.Factor, policy.Jitter),
            (copy, exceptionType) => copy.NotOn(exceptionType));

    private sealed class Transaction(ReferenceStore store) : IStoreTransaction, IDisposable
    {
        private bool isOver;

        public DbConnection Connection =>
            throw new NotSupportedException("The reference store is not a database, so it has no connection.");

        public IReadOnlyList<EnqueueResult> Enqueue(IReadOnlyList<NewJob> jobs)
        {
            ObjectDisposedException.ThrowIf(isOver, this);
            return store.EnqueueAllOrNone(jobs);
        }

        public void Dispose() => isOver = true;
    }
}
