using Pawl.PostgreSql.Connections;
using Pawl.Relational;
using Pawl.Storage;

namespace Pawl.PostgreSql.Schedules;

/// <summary>What a write is judged by: a schedule whose row the transaction has locked.</summary>
/// <param name="Revision">The revision; 0 for one that the transaction makes.</param>
/// <param name="Version">The number of the last version; 0 when there was none.</param>
/// <param name="DecidedUntil">In microseconds.</param>
internal sealed record LockedSchedule(long Revision, int Version, long DecidedUntil)
{
    private static readonly SqlFile InsertSchedules = SqlFile.Load("Schedules/InsertSchedules.sql");
    private static readonly SqlFile LockSchedules = SqlFile.Load("Schedules/LockSchedules.sql");

    public bool IsNew => Revision == 0;

    /// <summary>Up to when ticks may be decided. Where the server's clock went back, what was decided stays so.</summary>
    /// <param name="now">The server's time.</param>
    public long Latest(long now) => IsNew ? now : Math.Max(now, DecidedUntil);

    /// <summary>Whether a write was decided from this row, and from a time that has come.</summary>
    /// <param name="write">The write.</param>
    /// <param name="now">The server's time: earlier than the one read before, where its clock went back.</param>
    public bool Allows(ScheduleWrite write, long now) =>
        Revision == (write.Revision ?? 0) && !(write.DecidedUntil is { } until && Instant.ToMicroseconds(until) > Latest(now));

    /// <summary>Makes the rows of new schedules. First of all, and in the order of their names: who waits here has locked nothing that
    /// somebody with locks waits for.</summary>
    public static async ValueTask MakeAsync(Transaction transaction, IEnumerable<ScheduleName> names)
    {
        if (InOrder(names) is { Length: > 0 } ordered)
        {
            await transaction.WriteNowAsync(InsertSchedules, Value.All(ordered));
        }
    }

    /// <summary>Locks schedules in the order of their names; those that do not exist are left out.</summary>
    public static async ValueTask<Dictionary<ScheduleName, LockedSchedule>> LockAsync(
        Transaction transaction, IEnumerable<ScheduleName> names)
    {
        var rows = await transaction.ReadAsync(
            LockSchedules,
            static row => (Name: new ScheduleName(row.GetString(0)),
                Schedule: new LockedSchedule(row.GetInt64(1), row.GetInt32(2), row.GetInstant(3))),
            Value.All(InOrder(names)));
        return rows.ToDictionary(row => row.Name, row => row.Schedule);
    }

    private static string[] InOrder(IEnumerable<ScheduleName> names) => [.. names.Distinct().Order().Select(name => name.Value)];
}
