using Npgsql;
using Pawl.Relational;

namespace Pawl.PostgreSql.Connections;

/// <summary>Reads columns as the stores count: instants as microseconds since 1970 UTC, absence as null.</summary>
internal static class Row
{
    public static long GetInstant(this NpgsqlDataReader row, int column) =>
        (row.GetFieldValue<DateTime>(column).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset GetTime(this NpgsqlDataReader row, int column) => Instant.FromMicroseconds(row.GetInstant(column));

    public static DateTimeOffset? GetNullableTime(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetTime(column);

    public static long? GetNullableInt64(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static string? GetText(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static ReadOnlyMemory<byte>? GetBlob(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? default(ReadOnlyMemory<byte>?) : row.GetFieldValue<byte[]>(column);
}
