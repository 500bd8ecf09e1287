using Pawl.Relational;
using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Writing;
using Pawl.Storage;

namespace Pawl.Sqlite.Schedules;

/// <summary>What became of ticks.</summary>
internal static class TickLedger
{
    private static readonly SqlFile InsertTick = SqlFile.Load("Schedules/InsertTick.sql");
    private static readonly SqlFile UpsertSkippedTick = SqlFile.Load("Schedules/UpsertSkippedTick.sql");
    private static readonly SqlFile ListTicks = SqlFile.Load("Schedules/ListTicks.sql");
    private static readonly SqlFile PruneTicks = SqlFile.Load("Schedules/PruneTicks.sql");
    private static readonly SqlFile PruneSkippedTicks = SqlFile.Load("Schedules/PruneSkippedTicks.sql");

    /// <summary>Notes that a tick has a job.</summary>
    /// <returns>False when it has one already; nothing is changed then.</returns>
    public static bool TryAdd(WriteTransaction transaction, string schedule, int version, FiredTick tick, TickKind kind) =>
        transaction[InsertTick]
            .Bind(1, schedule).Bind(2, Instant.ToMicroseconds(tick.At)).Bind(3, version).Bind(4, tick.Job.Id.Value)
            .BindName(5, NameOf(kind)).BindName(6, tick.ZoneVersion).Bind(7, transaction.Now)
            .Execute() == 1;

    /// <summary>Notes that ticks in a row have none.</summary>
    public static void Add(WriteTransaction transaction, string schedule, int version, SkippedTicks skipped) =>
        transaction[UpsertSkippedTick]
            .Bind(1, schedule).Bind(2, Instant.ToMicroseconds(skipped.From)).Bind(3, Instant.ToMicroseconds(skipped.Until))
            .Bind(4, version).Bind(5, skipped.Count).Bind(6, skipped.Reason.ToString()).Bind(7, transaction.Now)
            .Execute();

    /// <summary>Forgets what was decided long ago.</summary>
    /// <param name="transaction">The open transaction.</param>
    /// <param name="limit">The most ticks with a job, and the most entries without, to forget.</param>
    /// <returns>How many of each were forgotten.</returns>
    public static (int Ticks, int Skipped) Prune(WriteTransaction transaction, int limit)
    {
        long decidedUntil = transaction.Now - Instant.ToMicroseconds(ScheduleLimits.LedgerRetention);
        return (
            transaction[PruneTicks].Bind(1, decidedUntil).Bind(2, limit).Execute(),
            transaction[PruneSkippedTicks].Bind(1, decidedUntil).Bind(2, limit).Execute());
    }

    public static List<StoredTick> List(
        PreparedConnection connection, (ScheduleName Name, DateTimeOffset? Before, int Limit) page)
    {
        var ticks = new List<StoredTick>();
        long before = page.Before is { } instant ? Instant.ToMicrosecondsUp(instant - DateTimeOffset.UnixEpoch) : long.MaxValue;
        Statement select = connection[ListTicks].Bind(1, page.Name.Value).Bind(2, before).Bind(3, page.Limit);
        while (select.Step())
        {
            ticks.Add(Read(select));
        }

        return ticks;
    }

    private static StoredTick Read(Statement row)
    {
        DateTimeOffset at = Instant.FromMicroseconds(row.GetInt64(0));
        var tick = new StoredTick
        {
            At = at, Version = row.GetInt32(2), DecidedAt = Instant.FromMicroseconds(row.GetInt64(3)),
        };
        bool isSkipped = row.GetInt64(1) != 0;
        return isSkipped
            ? tick with
            {
                Skipped = new SkippedTicks(
                    at, Instant.FromMicroseconds(row.GetInt64(7)), row.GetNullableInt64(8), Enum.Parse<SkipReason>(row.GetName(9))),
            }
            : tick with
            {
                Job = new JobId(row.GetInt64(4)), Kind = Enum.Parse<TickKind>(row.GetName(5)), ZoneVersion = row.GetName(6),
            };
    }

    private static string NameOf(TickKind kind) => kind switch
    {
        TickKind.Nominal => nameof(TickKind.Nominal),
        TickKind.Backfill => nameof(TickKind.Backfill),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A trigger is not noted in the ledger."),
    };
}
