using Pawl.Relational;
using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Schedules;
using Pawl.Sqlite.Writing;
using Pawl.Storage;

namespace Pawl.Sqlite.Jobs;

internal sealed class SqliteJobMaintenance : IJobMaintenance
{
    private static readonly SqlFile SelectDueJobs = SqlFile.Load("Jobs/SelectDueJobs.sql");
    private static readonly SqlFile SelectWaitingJobs = SqlFile.Load("Jobs/SelectWaitingJobs.sql");
    private static readonly SqlFile SelectNextDue = SqlFile.Load("Jobs/SelectNextDue.sql");
    private static readonly SqlFile SelectExpiredWorkers = SqlFile.Load("Cluster/SelectExpiredWorkers.sql");
    private static readonly SqlFile SelectWorkerJobs = SqlFile.Load("Jobs/SelectWorkerJobs.sql");
    private static readonly SqlFile EndWorker = SqlFile.Load("Cluster/EndWorker.sql");
    private static readonly SqlFile DeleteWorker = SqlFile.Load("Cluster/DeleteWorker.sql");
    private static readonly SqlFile SelectPrunableJobs = SqlFile.Load("Jobs/SelectPrunableJobs.sql");
    private static readonly SqlFile DeleteFinishedJob = SqlFile.Load("Jobs/DeleteFinishedJob.sql");
    private static readonly SqlFile PruneIdempotencyKeys = SqlFile.Load("Jobs/PruneIdempotencyKeys.sql");

    private readonly StoreAccess store;
    private readonly Promotion promotion;

    public SqliteJobMaintenance(StoreAccess store)
    {
        this.store = store;
        promotion = new Promotion(
            (limit, others, cancellationToken) => store.Writer.ExecuteAsync(Promote, (limit, AsJson(others)), cancellationToken),
            async (others, cancellationToken) => (await store.ReadAsync(FindNext, AsJson(others), cancellationToken))?.Id,
            exception => exception.InnerException is SqliteFailure { Kind: SqliteErrorKind.Statement });
    }

    public ValueTask<PromoteResult> PromoteAsync(int limit, CancellationToken cancellationToken) =>
        promotion.RunAsync(limit, cancellationToken);

    public async ValueTask<IReadOnlyList<ReapedJob>> ReapAsync(int limit, CancellationToken cancellationToken) =>
        await store.Writer.ExecuteAsync(Reap, limit, cancellationToken);

    public ValueTask<PruneResult> PruneAsync(int limit, CancellationToken cancellationToken) =>
        store.Writer.ExecuteAsync(Prune, limit, cancellationToken);

    private static PromoteResult Promote(WriteTransaction transaction, (int Limit, string Others) batch)
    {
        List<LiveJob> jobs = ReadDue(transaction, batch.Limit, batch.Others);
        jobs.AddRange(ReadHandled(transaction, batch.Limit - jobs.Count));
        foreach (LiveJob job in jobs)
        {
            JobChanges.Move(transaction, job, JobState.Queued, job.RunAt);
        }

        transaction.Touched += jobs.Count;
        return new PromoteResult(
            jobs.Count,
            FindNext(transaction.Connection, batch.Others) is { } next
                ? Instant.SpanFromMicroseconds(Math.Max(0, next.DueAt - transaction.Now))
                : null);
    }

    private static (long DueAt, long Id)? FindNext(PreparedConnection connection, string others)
    {
        Statement select = connection[SelectNextDue].Bind(1, others);
        (long, long)? next = select.Step() ? (select.GetInt64(0), select.GetInt64(1)) : null;
        select.Reset();
        return next;
    }

    private static string AsJson(long[] ids) => $"[{string.Join(',', ids)}]";

    private static List<LiveJob> ReadDue(WriteTransaction transaction, int limit, string others)
    {
        var jobs = new List<LiveJob>();
        Statement select = transaction[SelectDueJobs].Bind(1, transaction.Now).Bind(2, limit).Bind(3, others);
        while (select.Step())
        {
            jobs.Add(Resting(select, Enum.Parse<JobState>(select.GetName(3)), runAt: select.GetInt64(4)));
        }

        return jobs;
    }

    private static List<LiveJob> ReadHandled(WriteTransaction transaction, int limit)
    {
        var jobs = new List<LiveJob>();
        Statement select = transaction[SelectWaitingJobs].Bind(1, transaction.Now).Bind(2, limit);
        while (select.Step())
        {
            jobs.Add(Resting(select, JobState.Waiting, runAt: select.GetInt64(3)));
        }

        return jobs;
    }

    private static LiveJob Resting(Statement row, JobState state, long runAt) => new()
    {
        Id = row.GetInt64(0),
        Queue = row.GetName(1),
        Type = row.GetName(2),
        State = state,
        RunAt = runAt,
        Attempt = 0,
        Crashes = 0,
        Interruptions = 0,
    };

    private static ReapedJob[] Reap(WriteTransaction transaction, int limit)
    {
        var reaped = new List<ReapedJob>();
        foreach (long worker in ReadExpiredWorkers(transaction))
        {
            List<LiveJob> jobs = ReadJobsOf(transaction, worker, limit - reaped.Count);
            foreach (LiveJob job in jobs)
            {
                reaped.Add(ReapOne(transaction, job));
            }

            if (reaped.Count == limit)
            {
                transaction[EndWorker].Bind(1, worker).Execute();
                break;
            }

            transaction[DeleteWorker].Bind(1, worker).Execute();
        }

        transaction.Touched += reaped.Count;
        return [.. reaped];
    }

    private static ReapedJob ReapOne(WriteTransaction transaction, LiveJob job)
    {
        JobEnding ending = JobEnding.OfCrash(job);
        JobChanges.End(transaction, job, ending);
        return new ReapedJob(new JobId(job.Id), new JobType(job.Type), ending.State, ending.Crashes);
    }

    private static List<long> ReadExpiredWorkers(WriteTransaction transaction)
    {
        var workers = new List<long>();
        Statement select = transaction[SelectExpiredWorkers].Bind(1, transaction.Now);
        while (select.Step())
        {
            workers.Add(select.GetInt64(0));
        }

        return workers;
    }

    private static List<LiveJob> ReadJobsOf(WriteTransaction transaction, long worker, int limit)
    {
        var jobs = new List<LiveJob>();
        Statement select = transaction[SelectWorkerJobs].Bind(1, worker).Bind(2, limit);
        while (select.Step())
        {
            jobs.Add(new LiveJob
            {
                Id = select.GetInt64(0),
                Queue = select.GetName(1),
                Type = select.GetName(2),
                State = JobState.Running,
                Attempt = select.GetInt32(3),
                Crashes = select.GetInt32(4),
                Interruptions = select.GetInt32(5),
                RunAt = select.GetInt64(6),
                RetentionSeconds = select.GetInt64(7),
                FailedRetentionSeconds = select.GetInt64(8),
                CancelReason = select.GetText(9),
            });
        }

        return jobs;
    }

    private static PruneResult Prune(WriteTransaction transaction, int limit)
    {
        var jobs = new List<(long Id, string Queue, string Type, JobState State)>();
        Statement select = transaction[SelectPrunableJobs].Bind(1, transaction.Now).Bind(2, limit);
        while (select.Step())
        {
            jobs.Add((select.GetInt64(0), select.GetName(1), select.GetName(2), Enum.Parse<JobState>(select.GetName(3))));
        }

        foreach ((long id, string queue, string type, JobState state) in jobs)
        {
            transaction[DeleteFinishedJob].Bind(1, id).Execute();
            transaction.Count(queue, type, state, -1);
        }

        int keys = transaction[PruneIdempotencyKeys].Bind(1, transaction.Now).Bind(2, limit).Execute();
        (int ticks, int skipped) = TickLedger.Prune(transaction, limit);
        int[] gone = [jobs.Count, keys, ticks, skipped];
        transaction.Touched += gone.Sum();
        return new PruneResult(jobs.Count, gone.Contains(limit));
    }
}
