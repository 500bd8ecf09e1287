using Pawl.Sqlite.Cluster;
using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Writing;
using Pawl.Storage;

namespace Pawl.Sqlite.Jobs;

/// <summary>Gives due jobs to a worker.</summary>
internal static class JobClaims
{
    private static readonly SqlFile SelectClaimableJobs = SqlFile.Load("Jobs/SelectClaimableJobs.sql");
    private static readonly SqlFile ClaimJobs = SqlFile.Load("Jobs/ClaimJobs.sql");
    private static readonly SqlFile ParkJob = SqlFile.Load("Jobs/ParkJob.sql");
    private static readonly SqlFile IsQueuePaused = SqlFile.Load("Queues/IsQueuePaused.sql");
    private static readonly SqlFile IsTypeHandled = SqlFile.Load("Cluster/IsTypeHandled.sql");

    /// <summary>The most jobs that one claim sets aside; the next claim goes on. It bounds the transaction when a million
    /// jobs of an unknown type stand in front.</summary>
    private const int MostParked = 1_000;

    public static LeasedJob[] Claim(WriteTransaction transaction, ClaimRequest request)
    {
        string queue = request.Queue.Value;
        if (!KnownWorkers.IsLive(transaction, request.Worker)
            || transaction[IsQueuePaused].Bind(1, queue).ReadNumber() == 1)
        {
            return [];
        }

        var taken = new List<LeasedJob>(Math.Min(request.FreeSlots + request.Prefetch, 1_024));
        var parked = new List<(long Id, string Type)>();
        Choose(transaction, request, taken, parked);
        Park(transaction, queue, parked);
        Take(transaction, request, taken);
        transaction.Touched += taken.Count + parked.Count;
        return [.. taken];
    }

    /// <summary>Reads the queue in order until enough jobs are chosen. Nothing is changed while the index is read.</summary>
    private static void Choose(
        WriteTransaction transaction, ClaimRequest request, List<LeasedJob> taken, List<(long Id, string Type)> parked)
    {
        int wanted = request.FreeSlots + request.Prefetch;
        string? lastType = null;
        var type = default(JobType);
        bool isMine = false;
        Statement select = transaction[SelectClaimableJobs].BindName(1, request.Queue.Value);
        while (taken.Count < wanted && parked.Count < MostParked && select.Step())
        {
            string typeName = select.GetName(1);
            if (!ReferenceEquals(typeName, lastType))
            {
                lastType = typeName;
                type = new JobType(typeName);
                isMine = request.Types.Contains(type);
            }

            if (!isMine)
            {
                if (!IsHandledElsewhere(transaction, typeName))
                {
                    parked.Add((select.GetInt64(0), typeName));
                }

                continue;
            }

            int crashes = select.GetInt32(2);
            bool isLastChance = JobBudgets.IsLastChance(crashes);
            if ((crashes > 0 && taken.Count >= request.FreeSlots) || (isLastChance && taken.Count > 0))
            {
                continue;
            }

            taken.Add(Read(select, request, type, crashes));
            if (isLastChance)
            {
                break;
            }
        }

        select.Reset();
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
        var ids = new IdList();
        foreach (LeasedJob job in taken)
        {
            ids.Add(job.Lease.Job.Value);
            transaction.Count(request.Queue.Value, job.Type.Value, JobState.Queued, JobState.Running);
        }

        if (ids.Count > 0)
        {
            int changed = transaction[ClaimJobs]
                .Bind(1, ids.ToString()).Bind(2, request.Worker.Id.Value).Bind(3, transaction.Now)
                .Execute();
            Invariant.Require(changed == ids.Count, "Queued jobs were not claimed exactly once each.");
        }
    }

    private static LeasedJob Read(Statement row, ClaimRequest request, JobType type, int crashes)
    {
        var job = new LeasedJob
        {
            Lease = new Lease(new JobId(row.GetInt64(0)), new FencingToken(row.GetInt64(4) + 1), request.Worker),
            Queue = request.Queue,
            Type = type,
            Crashes = crashes,
            Attempt = row.GetInt32(3) + 1,
            RunAt = Instant.FromMicroseconds(row.GetInt64(5)),
            Timeout = row.GetNullableInt64(6) is { } timeout ? Instant.SpanFromMicroseconds(timeout) : null,
            Payload = row.GetSpan(10).ToArray(),
            Checkpoint = row.GetBlob(11),
        };
        string? retry = row.GetText(7);
        string? tags = row.GetText(8);
        string? metadata = row.GetText(9);
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
