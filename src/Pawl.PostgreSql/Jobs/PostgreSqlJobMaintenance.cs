using Npgsql;
using Pawl.PostgreSql.Connections;
using Pawl.Relational;
using Pawl.Storage;

namespace Pawl.PostgreSql.Jobs;

internal sealed class PostgreSqlJobMaintenance : IJobMaintenance
{
    private const int MostCounterChanges = 100_000;

    private static readonly SqlFile PromoteDueJobs = SqlFile.Load("Jobs/PromoteDueJobs.sql");
    private static readonly SqlFile PromoteWaitingJobs = SqlFile.Load("Jobs/PromoteWaitingJobs.sql");
    private static readonly SqlFile SelectNextDue = SqlFile.Load("Jobs/SelectNextDue.sql");
    private static readonly SqlFile SelectExpiredWorkers = SqlFile.Load("Cluster/SelectExpiredWorkers.sql");
    private static readonly SqlFile SelectWorkerJobs = SqlFile.Load("Jobs/SelectWorkerJobs.sql");
    private static readonly SqlFile EndWorker = SqlFile.Load("Cluster/EndWorker.sql");
    private static readonly SqlFile DeleteWorker = SqlFile.Load("Cluster/DeleteWorker.sql");
    private static readonly SqlFile PruneJobs = SqlFile.Load("Jobs/PruneJobs.sql");
    private static readonly SqlFile SelectPastArchiveDays = SqlFile.Load("Jobs/SelectPastArchiveDays.sql");
    private static readonly SqlFile DropArchiveDay = SqlFile.Load("Jobs/DropArchiveDay.sql");
    private static readonly SqlFile PruneIdempotencyKeys = SqlFile.Load("Jobs/PruneIdempotencyKeys.sql");
    private static readonly SqlFile PruneTicks = SqlFile.Load("Schedules/PruneTicks.sql");
    private static readonly SqlFile PruneSkippedTicks = SqlFile.Load("Schedules/PruneSkippedTicks.sql");
    private static readonly SqlFile RollUpCounters = SqlFile.Load("Counters/RollUpCounters.sql");

    private readonly StoreAccess store;
    private readonly Promotion promotion;

    public PostgreSqlJobMaintenance(StoreAccess store)
    {
        this.store = store;
        promotion = new Promotion(
            (limit, others, cancellationToken) => store.Database.TransactAsync(PromoteAsync, (limit, others), cancellationToken),
            async (others, cancellationToken) => (await store.Database.TransactAsync(FindNextAsync, others, cancellationToken))?.Id,
            PostgreSqlErrors.IsRefusal);
    }

    public ValueTask<PromoteResult> PromoteAsync(int limit, CancellationToken cancellationToken) =>
        promotion.RunAsync(limit, cancellationToken);

    public async ValueTask<IReadOnlyList<ReapedJob>> ReapAsync(int limit, CancellationToken cancellationToken) =>
        await store.Database.TransactAsync(ReapAsync, limit, cancellationToken);

    public async ValueTask<PruneResult> PruneAsync(int limit, CancellationToken cancellationToken)
    {
        bool hasRolledUpAll = await store.Database.TransactAsync(RollUpAsync, MostCounterChanges, cancellationToken);
        int dropped = 0;
        List<DateOnly> days = await store.Database.TransactAsync(ReadPastDaysAsync, 0, cancellationToken);
        foreach (DateOnly day in days)
        {
            dropped += await TryDropAsync(day, cancellationToken);
        }

        PruneResult pruned = await store.Database.TransactAsync(PruneAsync, limit, cancellationToken);
        return new PruneResult(dropped + pruned.Jobs, pruned.HasMore || !hasRolledUpAll);
    }

    private static async ValueTask<PromoteResult> PromoteAsync(Transaction transaction, (int Limit, long[] Others) batch)
    {
        await transaction.BeginAsync();
        int due = await PromoteAsync(
            transaction, PromoteDueJobs, Value.At(transaction.Now), Value.Of(batch.Limit), Value.All(batch.Others));
        int left = batch.Limit - due;
        int handled = left > 0
            ? await PromoteAsync(transaction, PromoteWaitingJobs, Value.At(transaction.Now), Value.Of(left))
            : 0;
        return new PromoteResult(
            due + handled,
            await FindNextAsync(transaction, batch.Others) is { } next
                ? Instant.SpanFromMicroseconds(Math.Max(0, next.DueAt - transaction.Now))
                : null);
    }

    private static async ValueTask<(long DueAt, long Id)?> FindNextAsync(Transaction transaction, long[] others)
    {
        var next = await transaction.ReadAsync(
            SelectNextDue, static row => (DueAt: row.GetInstant(0), Id: row.GetInt64(1)), Value.All(others));
        return next is [var first] ? first : null;
    }

    private static async ValueTask<int> PromoteAsync(Transaction transaction, SqlFile file, params NpgsqlParameter[] values)
    {
        int promoted = 0;
        foreach (var (queue, type, state, count) in await transaction.ReadAsync(file, ReadKind, values))
        {
            transaction.Count(queue, type, state, JobState.Queued, count);
            transaction.WakeAfterCommit(WakeupKind.JobsQueued, queue);
            promoted += (int)count;
        }

        return promoted;
    }

    private static async ValueTask<List<ReapedJob>> ReapAsync(Transaction transaction, int limit)
    {
        await transaction.BeginAsync();
        var reaped = new List<ReapedJob>();
        List<long> expired = await transaction.ReadAsync(
            SelectExpiredWorkers, static row => row.GetInt64(0), Value.At(transaction.Now));
        foreach (long worker in expired)
        {
            // Jobs may be left, beyond the limit or because they are just being ended.
            transaction.Write(EndWorker, rows: 1, Value.Of(worker));
            List<RunningJob> jobs = await transaction.ReadAsync(
                SelectWorkerJobs, RunningJobRow.Read, Value.Of(worker), Value.Of(limit - reaped.Count));
            foreach (RunningJob job in jobs)
            {
                JobEnding ending = JobEnding.OfCrash(job.Job);
                JobChanges.End(transaction, job, ending);
                reaped.Add(new ReapedJob(new JobId(job.Job.Id), new JobType(job.Job.Type), ending.State, ending.Crashes));
            }

            if (reaped.Count == limit)
            {
                break;
            }

            transaction.Write(DeleteWorker, rows: null, Value.Of(worker));
        }

        return reaped;
    }

    private static async ValueTask<List<DateOnly>> ReadPastDaysAsync(Transaction transaction, int _)
    {
        await transaction.BeginAsync();
        return await transaction.ReadAsync(
            SelectPastArchiveDays, static row => row.GetFieldValue<DateOnly>(0), Value.At(transaction.Now));
    }

    /// <summary>Drops a day. One that is in use is dropped by a later call.</summary>
    private async ValueTask<int> TryDropAsync(DateOnly day, CancellationToken cancellationToken)
    {
        try
        {
            return await store.Database.TransactAsync(
                static (transaction, day) => CountGoneAsync(transaction, DropArchiveDay, Value.Day(day)), day, cancellationToken);
        }
        catch (StoreUnavailableException exception)
            when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable })
        {
            return 0;
        }
    }

    /// <returns>Whether none are left.</returns>
    private static async ValueTask<bool> RollUpAsync(Transaction transaction, int limit) =>
        await transaction.ReadAsync(RollUpCounters, static row => row.GetInt64(0), Value.Of(limit)) is [var taken] && taken < limit;

    private static async ValueTask<PruneResult> PruneAsync(Transaction transaction, int limit)
    {
        await transaction.BeginAsync();
        long decidedAt = transaction.Now - Instant.ToMicroseconds(ScheduleLimits.LedgerRetention);
        int jobs = await CountGoneAsync(transaction, PruneJobs, Value.At(transaction.Now), Value.Of(limit));
        int[] gone =
        [
            jobs,
            await transaction.WriteNowAsync(PruneIdempotencyKeys, Value.At(transaction.Now), Value.Of(limit)),
            await transaction.WriteNowAsync(PruneTicks, Value.At(decidedAt), Value.Of(limit)),
            await transaction.WriteNowAsync(PruneSkippedTicks, Value.At(decidedAt), Value.Of(limit)),
        ];
        return new PruneResult(jobs, gone.Contains(limit));
    }

    private static async ValueTask<int> CountGoneAsync(Transaction transaction, SqlFile file, params NpgsqlParameter[] values)
    {
        int gone = 0;
        foreach (var (queue, type, state, count) in await transaction.ReadAsync(file, ReadKind, values))
        {
            transaction.Count(queue, type, state, -count);
            gone += (int)count;
        }

        return gone;
    }

    private static (string Queue, string Type, JobState State, long Count) ReadKind(NpgsqlDataReader row) =>
        (row.GetString(0), row.GetString(1), Enum.Parse<JobState>(row.GetString(2)), row.GetInt64(3));
}
