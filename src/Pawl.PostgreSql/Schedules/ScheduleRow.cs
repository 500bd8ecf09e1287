using Npgsql;
using Pawl.PostgreSql.Connections;
using Pawl.Storage;

namespace Pawl.PostgreSql.Schedules;

/// <summary>Reads schedules, versions and entries of the ledger, with the columns in the order of the statements.</summary>
internal static class ScheduleRow
{
    private const int VersionColumn = 6;
    private const int NowColumn = 14;

    public static StoredSchedule Read(NpgsqlDataReader row) => new()
    {
        Name = row.GetString(0),
        Revision = row.GetInt64(1),
        DecidedUntil = row.GetTime(2),
        SeenUntil = row.GetNullableTime(3),
        DueAt = row.GetNullableTime(4),
        LiveJobs = Array.ConvertAll(row.GetFieldValue<long[]>(5), static id => new JobId(id)),
        Version = ReadVersion(row, VersionColumn),
    };

    /// <summary>Reads a row of a statement that tells the time also when it has no schedule.</summary>
    public static (StoredSchedule? Schedule, DateTimeOffset Now, DateTimeOffset? NextDueAt) ReadWithTime(NpgsqlDataReader row) =>
        (row.IsDBNull(0) ? null : Read(row), row.GetTime(NowColumn), row.GetNullableTime(NowColumn + 1));

    public static StoredScheduleVersion ReadVersion(NpgsqlDataReader row) => ReadVersion(row, 0);

    public static StoredTick ReadTick(NpgsqlDataReader row)
    {
        DateTimeOffset at = row.GetTime(0);
        var entry = new StoredTick { At = at, Version = row.GetInt32(1), DecidedAt = row.GetTime(2) };
        return row.GetNullableInt64(3) is { } job
            ? entry with
            {
                Job = new JobId(job),
                Kind = Enum.Parse<TickKind>(row.GetString(4)),
                ZoneVersion = row.GetString(5),
            }
            : entry with
            {
                Skipped = new SkippedTicks(
                    at, row.GetTime(6), row.GetNullableInt64(7), Enum.Parse<SkipReason>(row.GetString(8))),
            };
    }

    private static StoredScheduleVersion ReadVersion(NpgsqlDataReader row, int column) => new()
    {
        Number = row.GetInt32(column),
        Definition = row.GetFieldValue<byte[]>(column + 1),
        IsPaused = row.GetBoolean(column + 2),
        Reason = row.GetText(column + 3),
        Author = row.GetText(column + 4),
        ValidFrom = row.GetTime(column + 5),
        ValidUntil = row.GetNullableTime(column + 6),
        Difference = row.GetFieldValue<byte[]>(column + 7),
    };
}
