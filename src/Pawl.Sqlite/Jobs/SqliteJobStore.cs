using System.Runtime.ExceptionServices;
using Pawl.Relational;
using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Writing;
using Pawl.Storage;

namespace Pawl.Sqlite.Jobs;

internal sealed class SqliteJobStore(StoreAccess store) : IJobStore
{
    private static readonly SqlFile SelectLiveJob = SqlFile.Load("Jobs/SelectLiveJob.sql");
    private static readonly SqlFile SelectFinishedJob = SqlFile.Load("Jobs/SelectFinishedJob.sql");
    private static readonly SqlFile RequestCancellation = SqlFile.Load("Jobs/RequestCancellation.sql");
    private static readonly SqlFile SelectUniqueJob = SqlFile.Load("Jobs/SelectUniqueJob.sql");
    private static readonly SqlFile RestoreJob = SqlFile.Load("Jobs/RestoreJob.sql");
    private static readonly SqlFile DeleteFinishedJob = SqlFile.Load("Jobs/DeleteFinishedJob.sql");
    private static readonly SqlFile DeleteIdempotencyKey = SqlFile.Load("Jobs/DeleteIdempotencyKey.sql");

    public async ValueTask<IReadOnlyList<EnqueueResult>> EnqueueAsync(
        IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        return await store.Writer.ExecuteAsync(JobInsertion.Insert, jobs, cancellationToken);
    }

    public ValueTask<IReadOnlyList<JobChange>> CancelAsync(
        IReadOnlyList<JobId> jobs, string reason, CancellationToken cancellationToken) =>
        ChangeEachAsync(jobs, reason, Cancel, cancellationToken);

    public ValueTask<IReadOnlyList<JobChange>> RetryAsync(IReadOnlyList<JobId> jobs, CancellationToken cancellationToken) =>
        ChangeEachAsync(jobs, false, (transaction, id, _) => Retry(transaction, id), cancellationToken);

    public ValueTask<IReadOnlyList<JobChange>> DeleteAsync(IReadOnlyList<JobId> jobs, CancellationToken cancellationToken) =>
        ChangeEachAsync(jobs, false, (transaction, id, _) => Delete(transaction, id), cancellationToken);

    public ValueTask<IReadOnlyList<JobChange>> RescheduleAsync(
        IReadOnlyList<JobId> jobs, DateTimeOffset runAt, CancellationToken cancellationToken) =>
        ChangeEachAsync(jobs, JobDue.At(runAt), Reschedule, cancellationToken);

    public async ValueTask TransactAsync(Action<IStoreTransaction> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        Outcome outcome = await store.Writer.ExecuteAsync(
            static (transaction, work) => new Outcome(StoreTransaction.Run(transaction, work)), work, cancellationToken);
        outcome.Error?.Throw();
    }

    private async ValueTask<IReadOnlyList<JobChange>> ChangeEachAsync<TState>(
        IReadOnlyList<JobId> jobs,
        TState state,
        Func<WriteTransaction, JobId, TState, JobChange> change,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        return await store.Writer.ExecuteAsync(
            static (transaction, all) =>
            {
                var changes = new JobChange[all.jobs.Count];
                for (int i = 0; i < changes.Length; i++)
                {
                    changes[i] = all.change(transaction, all.jobs[i], all.state);
                }

                transaction.Touched += changes.Length;
                return changes;
            },
            (jobs, state, change),
            cancellationToken);
    }

    private static JobChange Cancel(WriteTransaction transaction, JobId id, string reason)
    {
        if (FindLive(transaction, id) is not { } job)
        {
            return FindFinished(transaction, id) is null ? JobChange.NotFound : JobChange.Refused;
        }

        if (job.State == JobState.Running)
        {
            transaction[RequestCancellation].Bind(1, id.Value).Bind(2, reason).Execute();
            transaction.WakeAfterCommit(WakeupKind.CancellationRequested);
            return JobChange.Requested;
        }

        JobChanges.Finish(transaction, job, JobState.Cancelled, new JobChanges.Details { CancelReason = reason });
        return JobChange.Done;
    }

    private static JobChange Retry(WriteTransaction transaction, JobId id)
    {
        if (FindLive(transaction, id) is { } live)
        {
            if (live.State is JobState.Queued or JobState.Running)
            {
                return JobChange.Refused;
            }

            JobChanges.Move(transaction, live, JobState.Queued, transaction.Now);
            return JobChange.Done;
        }

        if (FindFinished(transaction, id) is not { } finished)
        {
            return JobChange.NotFound;
        }

        if (finished.State == JobState.Succeeded)
        {
            return JobChange.Refused;
        }

        if (finished.UniqueKey is { } key && transaction[SelectUniqueJob].Bind(1, key).ReadNumber() is not null)
        {
            return JobChange.UniqueKeyTaken;
        }

        transaction[RestoreJob].Bind(1, id.Value).Bind(2, transaction.Now).Execute();
        transaction[DeleteFinishedJob].Bind(1, id.Value).Execute();
        transaction.Ready.Add(id.Value);
        if (finished.Schedule is { } schedule)
        {
            ScheduleLink.Restore(transaction, schedule, id);
        }

        transaction.Count(finished.Queue, finished.Type, finished.State, JobState.Queued);
        transaction.WakeAfterCommit(WakeupKind.JobsQueued, finished.Queue);
        return JobChange.Done;
    }

    private static JobChange Delete(WriteTransaction transaction, JobId id)
    {
        if (FindLive(transaction, id) is { } live)
        {
            if (live.State == JobState.Running)
            {
                return JobChange.Refused;
            }

            JobChanges.Delete(transaction, id.Value, live.State);
            Forget(transaction, id, live.Queue, live.Type, live.State, live.IdempotencyKey);
            return JobChange.Done;
        }

        if (FindFinished(transaction, id) is not { } finished)
        {
            return JobChange.NotFound;
        }

        transaction[DeleteFinishedJob].Bind(1, id.Value).Execute();
        Forget(transaction, id, finished.Queue, finished.Type, finished.State, finished.IdempotencyKey);
        return JobChange.Done;
    }

    private static void Forget(
        WriteTransaction transaction, JobId id, string queue, string type, JobState state, string? idempotencyKey)
    {
        transaction.Count(queue, type, state, -1);
        if (idempotencyKey is not null)
        {
            transaction[DeleteIdempotencyKey].Bind(1, queue).Bind(2, idempotencyKey).Bind(3, id.Value).Execute();
        }
    }

    private static JobChange Reschedule(WriteTransaction transaction, JobId id, JobDue due)
    {
        if (FindLive(transaction, id) is not { } job)
        {
            return FindFinished(transaction, id) is null ? JobChange.NotFound : JobChange.Refused;
        }

        if (job.State == JobState.Running)
        {
            return JobChange.Refused;
        }

        long runAt = Instant.DueAt(due, transaction.Now);
        JobChanges.Move(transaction, job, runAt <= transaction.Now ? JobState.Queued : JobState.Scheduled, runAt);
        return JobChange.Done;
    }

    private static LiveJob? FindLive(WriteTransaction transaction, JobId id)
    {
        Statement select = transaction[SelectLiveJob].Bind(1, id.Value);
        if (!select.Step())
        {
            return null;
        }

        var job = new LiveJob
        {
            Id = id.Value,
            Queue = select.GetName(0),
            Type = select.GetName(1),
            State = Enum.Parse<JobState>(select.GetName(2)),
            Attempt = select.GetInt32(3),
            Crashes = select.GetInt32(4),
            Interruptions = select.GetInt32(5),
            RetentionSeconds = select.GetInt64(6),
            RunAt = select.GetInt64(7),
            IdempotencyKey = select.GetText(8),
        };
        select.Reset();
        return job;
    }

    private static FinishedJob? FindFinished(WriteTransaction transaction, JobId id)
    {
        Statement select = transaction[SelectFinishedJob].Bind(1, id.Value);
        if (!select.Step())
        {
            return null;
        }

        var job = new FinishedJob(
            select.GetName(0), select.GetName(1), Enum.Parse<JobState>(select.GetName(2)), select.GetText(3), select.GetText(4),
            select.GetText(5));
        select.Reset();
        return job;
    }

    private readonly record struct Outcome(ExceptionDispatchInfo? Error);
}
