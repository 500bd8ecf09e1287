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

    private const int JobColumn = 2;
    private const int TokenColumn = 4;
    private const int OrphansColumn = 14;

    private static readonly SqlFile ClaimJobs = SqlFile.Load("Jobs/ClaimJobs.sql");
    private static readonly SqlFile ParkJobs = SqlFile.Load("Jobs/ParkJobs.sql");

    /// <summary>Claims jobs in one trip, or in several when jobs must be passed over or set aside.</summary>
    public async ValueTask<LeasedJob[]> ClaimAsync(Database database, ClaimRequest request, CancellationToken cancellationToken)
    {
        int wanted = request.FreeSlots + request.Prefetch;
        if (wanted == 0)
        {
            return [];
        }

        string[] types = [.. request.Types.Select(type => type.Value)];
        ClaimFloor floor = floors.Of(request.Queue);
        var begun = floor.Begin();
        var look = new Look(request, types, begun.From, wanted, request.FreeSlots, MayBeAlone: true);
        Page page = await database.ExecuteAsync(LookAsync, look, cancellationToken);
        ClaimPosition? last = page.Last;
        List<LeasedJob> taken = page.Taken;
        while (last is { } reached && page.Count == look.Limit && taken.Count < wanted && !IsSolo(taken))
        {
            look = look with
            {
                From = reached.Next(),
                Limit = wanted - taken.Count,
                FreeSlots = request.FreeSlots - taken.Count,
                MayBeAlone = taken.Count == 0,
            };
            try
            {
                page = await database.ExecuteAsync(LookAsync, look, cancellationToken);
            }
            catch (StoreUnavailableException) when (taken.Count > 0)
            {
                // The worker has what was taken before; it will ask again.
                break;
            }

            taken.AddRange(page.Taken);
            last = page.Last ?? last;
        }

        floor.End(begun, last);
        if (page.HasOrphans)
        {
            await ParkAsync(database, look, mustTell: taken.Count > 0, cancellationToken);
        }

        return [.. taken];
    }

    /// <summary>Sets jobs aside that nobody handles. What goes wrong there is left to the next claim when the worker must hear what it has,
    /// and when nobody knows: the claim itself is known to have taken nothing then.</summary>
    private static async ValueTask ParkAsync(Database database, Look look, bool mustTell, CancellationToken cancellationToken)
    {
        try
        {
            await database.ExecuteAsync(
                static (transaction, look) => transaction.WriteNowAsync(
                    ParkJobs, Value.Of(look.Request.Queue.Value), Value.All(look.Types), Value.Of(MostParked)),
                look,
                cancellationToken);
        }
        catch (Exception exception)
            when (exception is OutcomeUnknownException || (mustTell && exception is StoreException or OperationCanceledException))
        {
            // The next claim finds them, and whatever is wrong with the store.
        }
    }

    private static bool IsSolo(List<LeasedJob> taken) => taken is [var only] && JobBudgets.IsLastChance(only.Crashes);

    private static async ValueTask<Page> LookAsync(Transaction transaction, Look look)
    {
        ClaimRequest request = look.Request;
        await using NpgsqlDataReader reader = await transaction.SendAsync(
            Transaction.Command(
                ClaimJobs,
                Value.Of(request.Queue.Value),
                Value.All(look.Types),
                Value.Of(look.From.Priority),
                Value.At(look.From.RunAt),
                Value.Of(look.From.Job),
                Value.Of(look.Limit),
                Value.Of(request.Worker.Id.Value),
                Value.Nonce(request.Worker.Nonce),
                Value.Of(look.FreeSlots),
                Value.Of(JobBudgets.MaxCrashes - 1),
                Value.Of(look.MayBeAlone)));
        List<(ClaimPosition At, LeasedJob? Taken)> lookedAt = [];
        bool hasOrphans = false;
        while (await reader.ReadAsync())
        {
            hasOrphans = reader.GetBoolean(OrphansColumn);
            if (!reader.IsDBNull(JobColumn))
            {
                lookedAt.Add((
                    new ClaimPosition(reader.GetInt32(0), reader.GetInstant(1), reader.GetInt64(JobColumn)),
                    reader.GetBoolean(3) ? Read(reader, request) : null));
            }
        }

        lookedAt.Sort(static (one, other) => one.At.CompareTo(other.At));
        return new Page(
            [.. lookedAt.Select(job => job.Taken).OfType<LeasedJob>()],
            lookedAt.Count,
            lookedAt.Count == 0 ? null : lookedAt[^1].At,
            hasOrphans);
    }

    private static LeasedJob Read(NpgsqlDataReader row, ClaimRequest request)
    {
        var job = new LeasedJob
        {
            Lease = new Lease(new JobId(row.GetInt64(JobColumn)), new FencingToken(row.GetInt64(TokenColumn)), request.Worker),
            Queue = request.Queue,
            Type = new JobType(row.GetString(5)),
            Crashes = row.GetInt32(6),
            Attempt = row.GetInt32(7) + 1,
            RunAt = row.GetTime(1),
            Timeout = row.GetNullableInt64(8) is { } timeout ? Instant.SpanFromMicroseconds(timeout) : null,
            Payload = row.GetFieldValue<byte[]>(12),
            Checkpoint = row.GetBlob(13),
        };
        string? retry = row.GetText(9);
        string? tags = row.GetText(10);
        string? metadata = row.GetText(11);
        return retry is null && tags is null && metadata is null
            ? job
            : job with
            {
                Retry = StoredJson.ReadRetry(retry),
                Tags = StoredJson.ReadTags(tags),
                Metadata = StoredJson.ReadMetadata(metadata),
            };
    }

    private readonly record struct Look(
        ClaimRequest Request, string[] Types, ClaimPosition From, int Limit, int FreeSlots, bool MayBeAlone);

    /// <param name="Taken">The jobs that the worker has now.</param>
    /// <param name="Count">How many were looked at.</param>
    /// <param name="Last">The last of these.</param>
    /// <param name="HasOrphans">Whether jobs are left that nobody handles.</param>
    private readonly record struct Page(List<LeasedJob> Taken, int Count, ClaimPosition? Last, bool HasOrphans);
}
