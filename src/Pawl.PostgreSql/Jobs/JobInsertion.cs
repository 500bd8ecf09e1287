using Pawl.PostgreSql.Connections;
using Pawl.Relational;
using Pawl.Storage;

namespace Pawl.PostgreSql.Jobs;

/// <summary>Puts new jobs into an open transaction, all or none.</summary>
internal static class JobInsertion
{
    /// <summary>The most jobs that one round of statements stores; more go in by COPY, which is several.</summary>
    public const int MostInOneTrip = 200;

    private const string Savepoint = "pawl_batch";

    private static readonly SqlFile InsertJobs = SqlFile.Load("Jobs/InsertJobs.sql");
    private static readonly SqlFile JobsExist = SqlFile.Load("Jobs/JobsExist.sql");
    private static readonly SqlFile SelectUniqueJob = SqlFile.Load("Jobs/SelectUniqueJob.sql");
    private static readonly SqlFile SelectIdempotencyKey = SqlFile.Load("Jobs/SelectIdempotencyKey.sql");
    private static readonly SqlFile UpsertIdempotencyKey = SqlFile.Load("Jobs/UpsertIdempotencyKey.sql");
    private static readonly SqlFile DeleteIdempotencyKey = SqlFile.Load("Jobs/DeleteIdempotencyKey.sql");

    /// <summary>Whether storing the job can be refused, or find another in its place.</summary>
    public static bool HasKey(NewJob job) => job.IdempotencyKey is not null || job.Unique is not null;

    public static async ValueTask<EnqueueResult[]> InsertAsync(Transaction transaction, IReadOnlyList<NewJob> jobs)
    {
        if (!jobs.Any(HasKey))
        {
            return await InsertPlainAsync(transaction, jobs);
        }

        return jobs.Count == 1
            ? [await InsertKeyedAsync(transaction, jobs[0])]
            : await InsertOrUndoAsync(transaction, jobs);
    }

    /// <summary>Stores jobs without keys. One that is stored already, alive or finished, is left as it is.</summary>
    public static async ValueTask<EnqueueResult[]> InsertPlainAsync(Transaction transaction, IReadOnlyList<NewJob> jobs)
    {
        List<NewJob> doubtful = transaction.Sent.Send(jobs);
        if (doubtful.Count == 0 && jobs.Count > MostInOneTrip)
        {
            await JobCopy.StoreAsync(transaction, jobs);
            return [.. jobs.Select(job => new EnqueueResult(job.Id, EnqueueStatus.Stored))];
        }

        HashSet<long> existing = [.. await ReadExistingAsync(transaction, doubtful)];
        IReadOnlyList<NewJob> missing = existing.Count == 0 ? jobs : [.. jobs.Where(job => !existing.Contains(job.Id.Value))];
        HashSet<long> stored = missing.Count == 0 ? [] : await StoreAsync(transaction, missing);
        var results = new EnqueueResult[jobs.Count];
        for (int i = 0; i < results.Length; i++)
        {
            // A batch may name a job twice, and then stores it once.
            results[i] = new EnqueueResult(
                jobs[i].Id, stored.Remove(jobs[i].Id.Value) ? EnqueueStatus.Stored : EnqueueStatus.Existing);
        }

        return results;
    }

    private static async ValueTask<EnqueueResult[]> InsertOrUndoAsync(Transaction transaction, IReadOnlyList<NewJob> jobs)
    {
        await transaction.FlushAsync();
        await transaction.SaveAsync(Savepoint);
        var results = new EnqueueResult[jobs.Count];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = HasKey(jobs[i])
                ? await InsertKeyedAsync(transaction, jobs[i])
                : (await InsertPlainAsync(transaction, [jobs[i]]))[0];
        }

        if (Array.Exists(results, result => result.IsRefused))
        {
            await transaction.UndoAsync(Savepoint);
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

    private static async ValueTask<EnqueueResult> InsertKeyedAsync(Transaction transaction, NewJob job)
    {
        if ((await ReadExistingAsync(transaction, transaction.Sent.Send([job]))).Count > 0)
        {
            return new EnqueueResult(job.Id, EnqueueStatus.Existing);
        }

        if (job.IdempotencyKey is { } key && await FindRequestAsync(transaction, job, key) is { } earlier)
        {
            return earlier;
        }

        while (true)
        {
            if ((await StoreAsync(transaction, [job])).Count == 1)
            {
                return new EnqueueResult(job.Id, EnqueueStatus.Stored);
            }

            // The holder may have finished between the two looks; then its key is free.
            if (job.Unique is not { } unique)
            {
                return new EnqueueResult(job.Id, EnqueueStatus.Existing);
            }

            List<long> holder = await transaction.ReadAsync(
                SelectUniqueJob, static row => row.GetInt64(0), Value.Of(unique.Key.Value));
            if (holder.Count == 1)
            {
                await ForgetRequestAsync(transaction, job);
                return new EnqueueResult(
                    new JobId(holder[0]),
                    unique.OnConflict == UniqueConflict.Refuse ? EnqueueStatus.UniqueConflict : EnqueueStatus.Existing);
            }
        }
    }

    /// <summary>Takes the idempotency key, or finds who has it.</summary>
    private static async ValueTask<EnqueueResult?> FindRequestAsync(Transaction transaction, NewJob job, IdempotencyKey key)
    {
        byte[] fingerprint = RequestFingerprint.Of(job);
        await transaction.BeginAsync();
        while (true)
        {
            int taken = await transaction.WriteNowAsync(
                UpsertIdempotencyKey,
                Value.Of(job.Queue.Value),
                Value.Of(key.Value),
                Value.Of(job.Id.Value),
                Value.Of((ReadOnlyMemory<byte>)fingerprint),
                Value.At(transaction.Now),
                Value.At(transaction.Now + Instant.ToMicroseconds(JobLimits.IdempotencyWindow)));
            if (taken == 1)
            {
                return null;
            }

            // It may have been pruned between the two looks; then it is free.
            var found = await transaction.ReadAsync(
                SelectIdempotencyKey,
                static row => (Job: row.GetInt64(0), Fingerprint: row.GetFieldValue<byte[]>(1)),
                Value.Of(job.Queue.Value),
                Value.Of(key.Value));
            if (found is [var earlier])
            {
                bool isSame = earlier.Fingerprint.AsSpan().SequenceEqual(fingerprint);
                return new EnqueueResult(
                    new JobId(earlier.Job), isSame ? EnqueueStatus.Existing : EnqueueStatus.IdempotencyConflict);
            }
        }
    }

    private static async ValueTask ForgetRequestAsync(Transaction transaction, NewJob job)
    {
        if (job.IdempotencyKey is { } key)
        {
            await transaction.WriteNowAsync(
                DeleteIdempotencyKey, Value.Of(job.Queue.Value), Value.Of(key.Value), Value.Of(job.Id.Value));
        }
    }

    private static async ValueTask<List<long>> ReadExistingAsync(Transaction transaction, List<NewJob> doubtful) =>
        doubtful.Count == 0
            ? []
            : await transaction.ReadAsync(
                JobsExist, static row => row.GetInt64(0), Value.All([.. doubtful.Select(job => job.Id.Value)]));

    private static async ValueTask<HashSet<long>> StoreAsync(Transaction transaction, IReadOnlyList<NewJob> jobs)
    {
        var stored = await transaction.ReadAsync(
            InsertJobs, static row => (Id: row.GetInt64(0), IsDue: row.GetBoolean(1)), NewJobColumns.Of(jobs));
        HashSet<long> due = [.. stored.Where(job => job.IsDue).Select(job => job.Id)];
        foreach (QueueName queue in jobs.Where(job => due.Contains(job.Id.Value)).Select(job => job.Queue).Distinct())
        {
            transaction.WakeAfterCommit(WakeupKind.JobsQueued, queue);
        }

        if (due.Count < stored.Count)
        {
            transaction.WakeAfterCommit(WakeupKind.JobsScheduled);
        }

        return [.. stored.Select(job => job.Id)];
    }
}
