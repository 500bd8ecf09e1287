using Pawl.Relational;
using Pawl.Sqlite.Cluster;
using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Writing;
using Pawl.Storage;

namespace Pawl.Sqlite.Jobs;

/// <summary>Gives due jobs to a worker.</summary>
internal static class JobClaims
{
    private static readonly SqlFile InsertLeases = SqlFile.Load("Jobs/InsertLeases.sql");
    private static readonly SqlFile ParkJob = SqlFile.Load("Jobs/ParkJob.sql");
    private static readonly SqlFile IsQueuePaused = SqlFile.Load("Queues/IsQueuePaused.sql");
    private static readonly SqlFile IsTypeHandled = SqlFile.Load("Cluster/IsTypeHandled.sql");

    /// <summary>The most jobs that one claim sets aside; the next claim goes on. It bounds the transaction when a million
    /// jobs of an unknown type stand in front.</summary>
    private const int MostParked = 1_000;

    public static LeasedJob[] Claim(WriteTransaction transaction, ClaimRequest request)
    {
        string queue = request.Queue.Value;
        if (!KnownWorkers.MayClaim(transaction, request.Worker)
            || transaction[IsQueuePaused].Bind(1, queue).ReadNumber() == 1)
        {
            return [];
        }

        var taken = new List<LeasedJob>(Math.Min(request.FreeSlots + request.Prefetch, 1_024));
        var parked = new List<(long Id, string Type)>();
        transaction.Ready.Remove(queue, Choose(transaction, request, taken, parked));
        Park(transaction, queue, parked);
        Take(transaction, request, taken);
        transaction.Touched += taken.Count + parked.Count;
        return [.. taken];
    }

    /// <summary>Reads the queue in order until enough jobs are chosen. Nothing is changed while it is read.</summary>
    private static ReadyRuns Choose(
        WriteTransaction transaction, ClaimRequest request, List<LeasedJob> taken, List<(long Id, string Type)> parked)
    {
        var leaving = new ReadyRuns();
        int wanted = request.FreeSlots + request.Prefetch;
        string? lastType = null;
        var type = default(JobType);
        bool isMine = false;
        Statement select = transaction.Ready.Read(request.Queue.Value);
        while (taken.Count < wanted && parked.Count < MostParked && select.Step())
        {
            string typeName = select.GetName(3);
            if (!ReferenceEquals(typeName, lastType))
            {
                lastType = typeName;
                type = new JobType(typeName);
                isMine = request.Types.Contains(type);
            }

            if (!isMine)
            {
                if (IsHandledElsewhere(transaction, typeName))
                {
                    leaving.Stay();
                }
                else
                {
                    leaving.Leave(select);
                    parked.Add((select.GetInt64(0), typeName));
                }

                continue;
            }

            int crashes = select.GetInt32(4);
            bool isLastChance = JobBudgets.IsLastChance(crashes);
            if ((crashes > 0 && taken.Count >= request.FreeSlots) || (isLastChance && taken.Count > 0))
            {
                leaving.Stay();
                continue;
            }

            taken.Add(Read(select, request, type, crashes));
            leaving.Leave(select);
            if (isLastChance)
            {
                break;
            }
        }

        select.Reset();
        return leaving;
    }

    private static bool IsHandledElsewhere(WriteTransaction transaction, string type) =>
        transaction[IsTypeHandled].Bind(1, type).Bind(2, transaction.Now).ReadNumber() == 1;

    private static void Park(WriteTransaction transaction, string queue, List<(long Id, string Type)> parked)
    {
        foreach ((long id, string type) in parked)
        {
            transaction[ParkJob].Bind(1, id).BindName(2, nameof(WaitingReason.NoHandler)).Execute();
            transaction.Count(queue, type, JobState.Queued, JobState.Waiting);
        }
    }

    private static void Take(WriteTransaction transaction, ClaimRequest request, List<LeasedJob> taken)
    {
        var ids = new IdRuns(taken.Count);
        foreach (LeasedJob job in taken)
        {
            ids.Add(job.Lease.Job.Value);
            transaction.Count(request.Queue.Value, job.Type.Value, JobState.Queued, JobState.Running);
        }

        foreach (IdRuns.Run run in ids.All())
        {
            int given = transaction[InsertLeases]
                .Bind(1, run.First).Bind(2, run.Last).Bind(3, request.Worker.Id.Value).Bind(4, transaction.Now)
                .Execute();
            Invariant.Require(given == run.Count, "Claimed jobs were not leased exactly once each.");
        }
    }

    private static LeasedJob Read(Statement row, ClaimRequest request, JobType type, int crashes)
    {
        var job = new LeasedJob
        {
            Lease = new Lease(new JobId(row.GetInt64(0)), new FencingToken(row.GetInt64(6) + 1), request.Worker),
            Queue = request.Queue,
            Type = type,
            Crashes = crashes,
            Attempt = row.GetInt32(5) + 1,
            RunAt = Instant.FromMicroseconds(row.GetInt64(2)),
            Timeout = row.GetNullableInt64(7) is { } timeout ? Instant.SpanFromMicroseconds(timeout) : null,
            Payload = row.GetSpan(11).ToArray(),
            Checkpoint = row.GetBlob(12),
        };
        string? retry = row.GetText(8);
        string? tags = row.GetText(9);
        string? metadata = row.GetText(10);
        return retry is null && tags is null && metadata is null
            ? job
            : job with
            {
                Retry = StoredJson.ReadRetry(retry),
                Tags = StoredJson.ReadTags(tags),
                Metadata = StoredJson.ReadMetadata(metadata),
            };
    }
}
