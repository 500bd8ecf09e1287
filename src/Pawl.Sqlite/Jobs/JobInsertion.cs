using Pawl.Relational;
using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Writing;
using Pawl.Storage;

namespace Pawl.Sqlite.Jobs;

/// <summary>Puts new jobs into an open transaction, all or none.</summary>
internal static class JobInsertion
{
    private static readonly SqlFile InsertJob = SqlFile.Load("Jobs/InsertJob.sql");
    private static readonly SqlFile JobExists = SqlFile.Load("Jobs/JobExists.sql");
    private static readonly SqlFile SelectUniqueJob = SqlFile.Load("Jobs/SelectUniqueJob.sql");
    private static readonly SqlFile SelectIdempotencyKey = SqlFile.Load("Jobs/SelectIdempotencyKey.sql");
    private static readonly SqlFile UpsertIdempotencyKey = SqlFile.Load("Jobs/UpsertIdempotencyKey.sql");

    private static readonly string Scheduled = nameof(JobState.Scheduled);
    private static readonly string Queued = nameof(JobState.Queued);

    public static EnqueueResult[] Insert(WriteTransaction transaction, IReadOnlyList<NewJob> jobs)
    {
        // Only keys can be refused after something was written, so only they need a way back.
        for (int i = 0; i < jobs.Count; i++)
        {
            if (jobs.Count > 1 && (jobs[i].IdempotencyKey is not null || jobs[i].Unique is not null))
            {
                return InsertOrUndo(transaction, jobs);
            }
        }

        return InsertAll(transaction, jobs);
    }

    private static EnqueueResult[] InsertOrUndo(WriteTransaction transaction, IReadOnlyList<NewJob> jobs)
    {
        EnqueueResult[] results = [];
        try
        {
            transaction.RunSavepoint(() =>
            {
                results = InsertAll(transaction, jobs);
                if (Array.Exists(results, result => result.IsRefused))
                {
                    throw new BatchRefused();
                }
            });
        }
        catch (BatchRefused)
        {
            for (int i = 0; i < results.Length; i++)
            {
                if (results[i].Status == EnqueueStatus.Stored)
                {
                    results[i] = new EnqueueResult(results[i].Id, EnqueueStatus.NotStored);
                }
            }
        }

        return results;
    }

    private static EnqueueResult[] InsertAll(WriteTransaction transaction, IReadOnlyList<NewJob> jobs)
    {
        var results = new EnqueueResult[jobs.Count];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = InsertOne(transaction, jobs[i]);
        }

        transaction.Touched += results.Length;
        return results;
    }

    private static EnqueueResult InsertOne(WriteTransaction transaction, NewJob job)
    {
        if (IsStored(transaction, job.Id.Value))
        {
            return new EnqueueResult(job.Id, EnqueueStatus.Existing);
        }

        byte[]? fingerprint = null;
        if (job.IdempotencyKey is { } idempotencyKey)
        {
            fingerprint = RequestFingerprint.Of(job);
            if (FindRequest(transaction, job, idempotencyKey, fingerprint) is { } earlier)
            {
                return earlier;
            }
        }

        if (job.Unique is { } unique
            && transaction[SelectUniqueJob].Bind(1, unique.Key.Value).ReadNumber() is { } holder)
        {
            return new EnqueueResult(
                new JobId(holder),
                unique.OnConflict == UniqueConflict.Refuse ? EnqueueStatus.UniqueConflict : EnqueueStatus.Existing);
        }

        Write(transaction, job);
        if (job.IdempotencyKey is { } key)
        {
            transaction[UpsertIdempotencyKey]
                .Bind(1, job.Queue.Value).Bind(2, key.Value).Bind(3, job.Id.Value).Bind(4, fingerprint.AsSpan())
                .Bind(5, transaction.Now + Instant.ToMicroseconds(JobLimits.IdempotencyWindow))
                .Execute();
        }

        return new EnqueueResult(job.Id, EnqueueStatus.Stored);
    }

    /// <summary>Whether a job is sent twice. Ids rise, so nearly all are above any seen before, and need no look.</summary>
    private static bool IsStored(WriteTransaction transaction, long id)
    {
        if (id <= transaction.HighestJobId)
        {
            return transaction[JobExists].Bind(1, id).ReadNumber() == 1;
        }

        transaction.HighestJobId = id;
        return false;
    }

    private static void Write(WriteTransaction transaction, NewJob job)
    {
        long now = transaction.Now;
        long runAt = Instant.DueAt(job.Due, now);
        bool isDue = runAt <= now;
        string queue = job.Queue.Value;
        string type = job.Type.Value;
        transaction[InsertJob]
            .Bind(1, job.Id.Value).BindName(2, queue).BindName(3, type).BindName(4, isDue ? Queued : Scheduled)
            .Bind(5, job.Priority).Bind(6, runAt).Bind(7, now)
            .Bind(8, Instant.ToSeconds(job.Retention)).Bind(9, Instant.ToSeconds(job.FailedRetention))
            .Bind(10, job.Timeout is { } timeout ? Instant.ToMicroseconds(timeout) : null)
            .Bind(11, job.Unique?.Key.Value).Bind(12, job.IdempotencyKey?.Value)
            .Bind(13, StoredJson.Retry(job.Retry)).Bind(14, StoredJson.Tags(job.Tags)).Bind(15, StoredJson.Metadata(job.Metadata))
            .Bind(16, job.Payload.Span)
            .Execute();
        transaction.Count(queue, type, isDue ? JobState.Queued : JobState.Scheduled, 1);
        if (isDue)
        {
            transaction.Ready.Add(job.Id.Value);
            transaction.WakeAfterCommit(WakeupKind.JobsQueued, queue);
        }
        else
        {
            transaction.WakeAfterCommit(WakeupKind.JobsScheduled);
        }
    }

    private static EnqueueResult? FindRequest(
        WriteTransaction transaction, NewJob job, IdempotencyKey key, ReadOnlySpan<byte> fingerprint)
    {
        Statement select = transaction[SelectIdempotencyKey]
            .Bind(1, job.Queue.Value).Bind(2, key.Value).Bind(3, transaction.Now);
        if (!select.Step())
        {
            return null;
        }

        var earlier = new JobId(select.GetInt64(0));
        bool isSame = select.GetSpan(1).SequenceEqual(fingerprint);
        select.Reset();
        return new EnqueueResult(earlier, isSame ? EnqueueStatus.Existing : EnqueueStatus.IdempotencyConflict);
    }

    /// <summary>Undoes a batch; never leaves this class.</summary>
    private sealed class BatchRefused : Exception;
}
