using System.Runtime.ExceptionServices;
using Pawl.PostgreSql.Connections;
using Pawl.Relational;
using Pawl.Storage;

namespace Pawl.PostgreSql.Jobs;

internal sealed class PostgreSqlJobStore(StoreAccess store) : IJobStore
{
    private static readonly SqlFile LockLease = SqlFile.Load("Jobs/LockLease.sql");
    private static readonly SqlFile SelectLiveJob = SqlFile.Load("Jobs/SelectLiveJob.sql");
    private static readonly SqlFile SelectFinishedJob = SqlFile.Load("Jobs/SelectFinishedJob.sql");
    private static readonly SqlFile DeleteReadyJob = SqlFile.Load("Jobs/DeleteReadyJob.sql");
    private static readonly SqlFile RequestCancellation = SqlFile.Load("Jobs/RequestCancellation.sql");
    private static readonly SqlFile SelectUniqueJob = SqlFile.Load("Jobs/SelectUniqueJob.sql");
    private static readonly SqlFile RestoreJob = SqlFile.Load("Jobs/RestoreJob.sql");
    private static readonly SqlFile DeleteFinishedJob = SqlFile.Load("Jobs/DeleteFinishedJob.sql");
    private static readonly SqlFile DeleteIdempotencyKey = SqlFile.Load("Jobs/DeleteIdempotencyKey.sql");

    private readonly EnqueueCoalescer coalescer = new(jobs => InsertPlainAsync(store, jobs, CancellationToken.None));

    public async ValueTask<IReadOnlyList<EnqueueResult>> EnqueueAsync(
        IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        cancellationToken.ThrowIfCancellationRequested();
        if (jobs.Any(JobInsertion.HasKey))
        {
            return await store.Database.TransactAsync(JobInsertion.InsertAsync, jobs, cancellationToken);
        }

        return jobs.Count > JobInsertion.MostInOneTrip
            ? await InsertPlainAsync(store, jobs, cancellationToken)
            : await coalescer.EnqueueAsync(jobs);
    }

    public ValueTask<IReadOnlyList<JobChange>> CancelAsync(
        IReadOnlyList<JobId> jobs, string reason, CancellationToken cancellationToken) =>
        ChangeEachAsync(jobs, (transaction, id) => CancelAsync(transaction, id, reason), cancellationToken);

    public ValueTask<IReadOnlyList<JobChange>> RetryAsync(IReadOnlyList<JobId> jobs, CancellationToken cancellationToken) =>
        ChangeEachAsync(jobs, RetryAsync, cancellationToken);

    public ValueTask<IReadOnlyList<JobChange>> DeleteAsync(IReadOnlyList<JobId> jobs, CancellationToken cancellationToken) =>
        ChangeEachAsync(jobs, DeleteAsync, cancellationToken);

    public ValueTask<IReadOnlyList<JobChange>> RescheduleAsync(
        IReadOnlyList<JobId> jobs, DateTimeOffset runAt, CancellationToken cancellationToken) =>
        ChangeEachAsync(jobs, (transaction, id) => RescheduleAsync(transaction, id, JobDue.At(runAt)), cancellationToken);

    public async ValueTask TransactAsync(Action<IStoreTransaction> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            await store.Database.LendAsync(
                static async (transaction, work) =>
                {
                    await transaction.BeginAsync();
                    return StoreTransaction.Run(transaction, work) is { } error ? throw new WorkFailedException(error) : true;
                },
                work,
                cancellationToken);
        }
        catch (WorkFailedException failed)
        {
            failed.Error.Throw();
        }
    }

    /// <summary>Changes jobs, each by itself, in the order of their ids, so that two calls never wait for each other.</summary>
    private async ValueTask<IReadOnlyList<JobChange>> ChangeEachAsync(
        IReadOnlyList<JobId> jobs, Func<Transaction, long, ValueTask<JobChange>> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        return await store.Database.TransactAsync(
            static async (transaction, all) =>
            {
                var changes = new JobChange[all.jobs.Count];
                foreach (int index in Enumerable.Range(0, changes.Length).OrderBy(index => all.jobs[index]))
                {
                    changes[index] = await all.change(transaction, all.jobs[index].Value);
                }

                return changes;
            },
            (jobs, change),
            cancellationToken);
    }

    private static ValueTask<EnqueueResult[]> InsertPlainAsync(
        StoreAccess store, IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken) =>
        jobs.Count > JobInsertion.MostInOneTrip
            ? store.Database.TransactAsync(JobInsertion.InsertPlainAsync, jobs, cancellationToken)
            : store.Database.ExecuteAsync(JobInsertion.InsertPlainAsync, jobs, cancellationToken);

    private static async ValueTask<JobChange> CancelAsync(Transaction transaction, long id, string reason)
    {
        if (await FindLiveAsync(transaction, id) is not { } job)
        {
            return await FindFinishedAsync(transaction, id) is null ? JobChange.NotFound : JobChange.Refused;
        }

        if (job.State == JobState.Running)
        {
            transaction.Write(RequestCancellation, rows: 1, Value.Of(id), Value.Of(reason));
            transaction.WakeAfterCommit(WakeupKind.CancellationRequested);
            return JobChange.Requested;
        }

        await TakeOutOfQueueAsync(transaction, job);
        JobChanges.Finish(transaction, job, JobState.Cancelled, reason);
        return JobChange.Done;
    }

    private static async ValueTask<JobChange> RetryAsync(Transaction transaction, long id)
    {
        if (await FindLiveAsync(transaction, id) is { } live)
        {
            if (live.State is JobState.Queued or JobState.Running)
            {
                return JobChange.Refused;
            }

            JobChanges.Move(transaction, live, JobState.Queued, transaction.Now);
            return JobChange.Done;
        }

        if (await FindFinishedAsync(transaction, id) is not { } finished)
        {
            return JobChange.NotFound;
        }

        if (finished.State == JobState.Succeeded)
        {
            return JobChange.Refused;
        }

        if (finished.UniqueKey is { } key
            && (await transaction.ReadAsync(SelectUniqueJob, static row => row.GetInt64(0), Value.Of(key))).Count > 0)
        {
            return JobChange.UniqueKeyTaken;
        }

        transaction.Write(RestoreJob, rows: 1, Value.Of(id), Value.At(transaction.Now));
        transaction.Write(DeleteFinishedJob, rows: 1, Value.Of(id));
        JobChanges.MakeReady(transaction, id, finished.Queue);
        if (finished.Schedule is { } schedule)
        {
            await ScheduleLink.RestoreAsync(transaction, schedule, id);
        }

        transaction.Count(finished.Queue, finished.Type, finished.State, JobState.Queued);
        return JobChange.Done;
    }

    private static async ValueTask<JobChange> DeleteAsync(Transaction transaction, long id)
    {
        if (await FindLiveAsync(transaction, id) is { } live)
        {
            if (live.State == JobState.Running)
            {
                return JobChange.Refused;
            }

            await TakeOutOfQueueAsync(transaction, live);
            JobChanges.Delete(transaction, id, live.State);
            Forget(transaction, id, live.Queue, live.Type, live.State, live.IdempotencyKey);
            return JobChange.Done;
        }

        if (await FindFinishedAsync(transaction, id) is not { } finished)
        {
            return JobChange.NotFound;
        }

        transaction.Write(DeleteFinishedJob, rows: 1, Value.Of(id));
        Forget(transaction, id, finished.Queue, finished.Type, finished.State, finished.IdempotencyKey);
        return JobChange.Done;
    }

    private static void Forget(
        Transaction transaction, long id, string queue, string type, JobState state, string? idempotencyKey)
    {
        transaction.Count(queue, type, state, -1);
        if (idempotencyKey is not null)
        {
            transaction.Write(DeleteIdempotencyKey, rows: null, Value.Of(queue), Value.Of(idempotencyKey), Value.Of(id));
        }
    }

    private static async ValueTask<JobChange> RescheduleAsync(Transaction transaction, long id, JobDue due)
    {
        if (await FindLiveAsync(transaction, id) is not { } job)
        {
            return await FindFinishedAsync(transaction, id) is null ? JobChange.NotFound : JobChange.Refused;
        }

        if (job.State == JobState.Running)
        {
            return JobChange.Refused;
        }

        await TakeOutOfQueueAsync(transaction, job);
        long runAt = Instant.DueAt(due, transaction.Now);
        JobChanges.Move(transaction, job, runAt <= transaction.Now ? JobState.Queued : JobState.Scheduled, runAt);
        return JobChange.Done;
    }

    /// <summary>Locks a live job: its lease first, as all do who end attempts, then its row.</summary>
    private static async ValueTask<LiveJob?> FindLiveAsync(Transaction transaction, long id)
    {
        bool isRunning = (await transaction.ReadAsync(LockLease, static row => row.GetInt64(0), Value.Of(id))).Count > 0;
        List<LiveJob> found = await transaction.ReadAsync(
            SelectLiveJob,
            row => new LiveJob
            {
                Id = id,
                Queue = row.GetString(0),
                Type = row.GetString(1),
                State = isRunning ? JobState.Running : Enum.Parse<JobState>(row.GetString(2)),
                Attempt = row.GetInt32(3),
                Crashes = row.GetInt32(4),
                Interruptions = row.GetInt32(5),
                RetentionSeconds = row.GetInt64(6),
                RunAt = row.GetInstant(7),
                IdempotencyKey = row.GetText(8),
                Priority = row.GetInt32(9),
            },
            Value.Of(id));
        return found is [var job] ? job : null;
    }

    /// <exception cref="Contended">A claim has just taken it.</exception>
    private static async ValueTask TakeOutOfQueueAsync(Transaction transaction, LiveJob job)
    {
        if (job.State == JobState.Queued
            && await transaction.WriteNowAsync(
                DeleteReadyJob, Value.Of(job.Queue), Value.Of(job.Priority), Value.At(job.RunAt), Value.Of(job.Id)) == 0)
        {
            throw new Contended();
        }
    }

    private static async ValueTask<FinishedJob?> FindFinishedAsync(Transaction transaction, long id)
    {
        List<FinishedJob> found = await transaction.ReadAsync(
            SelectFinishedJob,
            static row => new FinishedJob(
                row.GetString(0), row.GetString(1), Enum.Parse<JobState>(row.GetString(2)), row.GetText(3), row.GetText(4),
                row.GetText(5)),
            Value.Of(id));
        return found is [var job] ? job : null;
    }
}
