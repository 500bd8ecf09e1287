using Npgsql;
using Pawl.PostgreSql.Connections;
using Pawl.Relational;
using Pawl.Storage;

namespace Pawl.PostgreSql.Jobs;

/// <summary>Gives due jobs to a worker.</summary>
internal sealed class JobClaims(ClaimFloors floors)
{
    /// <summary>The most jobs that one claim sets aside; the next claim goes on. It bounds the transaction when a million
    /// jobs of an unknown type stand in front.</summary>
    private const int MostParked = 1_000;

    private static readonly SqlFile SelectWorker = SqlFile.Load("Cluster/SelectWorker.sql");
    private static readonly SqlFile SelectClaimableJobs = SqlFile.Load("Jobs/SelectClaimableJobs.sql");
    private static readonly SqlFile DeleteReadyJobs = SqlFile.Load("Jobs/DeleteReadyJobs.sql");
    private static readonly SqlFile InsertLeases = SqlFile.Load("Jobs/InsertLeases.sql");
    private static readonly SqlFile ParkJobs = SqlFile.Load("Jobs/ParkJobs.sql");

    public async ValueTask<LeasedJob[]> ClaimAsync(Transaction transaction, ClaimRequest request)
    {
        int wanted = request.FreeSlots + request.Prefetch;
        string[] types = [.. request.Types.Select(type => type.Value)];
        var taken = new List<ReadyJob>(Math.Min(wanted, 1_024));
        ClaimFloor floor = floors.Of(request.Queue);
        var look = floor.Begin();
        ClaimPosition from = look.From;
        if (wanted == 0)
        {
            return [];
        }

        List<ReadyJob> page;
        do
        {
            if (await ReadPageAsync(transaction, request, types, from, wanted) is not { } read)
            {
                return [];
            }

            page = read;
            Choose(page, request, taken);
            from = page.Count == 0 ? from : page[^1].Position.Next();
        }
        while (page.Count == wanted && taken.Count < wanted && !IsSolo(taken));

        floor.End(look, page.Count == 0 ? null : page[^1].Position);
        if (taken.Count < wanted && !IsSolo(taken))
        {
            await ParkAsync(transaction, request.Queue, types);
        }

        return taken.Count == 0 ? [] : await TakeAsync(transaction, request, taken);
    }

    private static bool IsSolo(List<ReadyJob> taken) => taken is [var only] && JobBudgets.IsLastChance(only.Crashes);

    /// <returns>The next jobs; null when the worker is not live.</returns>
    private static async ValueTask<List<ReadyJob>?> ReadPageAsync(
        Transaction transaction, ClaimRequest request, string[] types, ClaimPosition from, int limit)
    {
        await using NpgsqlDataReader reader = await transaction.SendAsync(
            Transaction.Command(SelectWorker, Value.Of(request.Worker.Id.Value), Value.Nonce(request.Worker.Nonce)),
            Transaction.Command(
                SelectClaimableJobs,
                Value.Of(request.Queue.Value),
                Value.All(types),
                Value.Of(from.Priority),
                Value.At(from.RunAt),
                Value.Of(from.Job),
                Value.Of(limit)));
        List<long> leaseUntil = await transaction.ReadRowsAsync(reader, static row => row.GetInstant(0));
        await transaction.NextResultAsync(reader);
        return leaseUntil is [var until] && until > transaction.Now
            ? await transaction.ReadRowsAsync(
                reader,
                static row => new ReadyJob(
                    row.GetString(0),
                    new ClaimPosition(row.GetInt32(2), row.GetInstant(3), row.GetInt64(1)),
                    row.GetInt32(4)))
            : null;
    }

    /// <summary>A job that has crashed a worker starts at once or not at all; one on its last chance comes alone.</summary>
    private static void Choose(List<ReadyJob> page, ClaimRequest request, List<ReadyJob> taken)
    {
        foreach (ReadyJob job in page)
        {
            bool isLastChance = JobBudgets.IsLastChance(job.Crashes);
            if ((job.Crashes > 0 && taken.Count >= request.FreeSlots) || (isLastChance && taken.Count > 0))
            {
                continue;
            }

            taken.Add(job);
            if (isLastChance || taken.Count == request.FreeSlots + request.Prefetch)
            {
                return;
            }
        }
    }

    private static async ValueTask ParkAsync(Transaction transaction, QueueName queue, string[] types)
    {
        await transaction.BeginAsync();
        var parked = await transaction.ReadAsync(
            ParkJobs,
            static row => (Type: row.GetString(0), Count: row.GetInt64(1)),
            Value.Of(queue.Value),
            Value.All(types),
            Value.At(transaction.Now),
            Value.Of(MostParked));
        foreach ((string type, long count) in parked)
        {
            transaction.Count(queue.Value, type, JobState.Queued, JobState.Waiting, count);
        }
    }

    private static async ValueTask<LeasedJob[]> TakeAsync(Transaction transaction, ClaimRequest request, List<ReadyJob> taken)
    {
        long[] ids = [.. taken.Select(job => job.Position.Job)];
        transaction.Write(DeleteReadyJobs, taken.Count, Value.All([.. taken.Select(job => job.Place)]));
        List<LeasedJob> jobs = await transaction.ReadAsync(
            InsertLeases,
            row => Read(row, request),
            Value.All(ids),
            Value.Of(request.Worker.Id.Value),
            Value.At(transaction.Now));
        Invariant.Require(jobs.Count == ids.Length, "A queued job is not stored.");
        foreach (var kind in jobs.CountBy(job => job.Type))
        {
            transaction.Count(request.Queue.Value, kind.Key.Value, JobState.Queued, JobState.Running, kind.Value);
        }

        var order = new Dictionary<long, LeasedJob>(jobs.Count);
        foreach (LeasedJob job in jobs)
        {
            order.Add(job.Lease.Job.Value, job);
        }

        return [.. ids.Select(id => order[id])];
    }

    private static LeasedJob Read(NpgsqlDataReader row, ClaimRequest request)
    {
        var job = new LeasedJob
        {
            Lease = new Lease(new JobId(row.GetInt64(0)), new FencingToken(row.GetInt64(1)), request.Worker),
            Queue = request.Queue,
            Type = new JobType(row.GetString(3)),
            Crashes = row.GetInt32(4),
            Attempt = row.GetInt32(5) + 1,
            RunAt = row.GetTime(2),
            Timeout = row.GetNullableInt64(6) is { } timeout ? Instant.SpanFromMicroseconds(timeout) : null,
            Payload = row.GetFieldValue<byte[]>(10),
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

    private readonly record struct ReadyJob(string Place, ClaimPosition Position, int Crashes);
}
