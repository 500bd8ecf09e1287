using Npgsql;
using NpgsqlTypes;
using Pawl.Relational;

namespace Pawl.PostgreSql.Connections;

/// <summary>Makes the values of a statement's parameters, each of the column's type. Instants are microseconds since 1970 UTC, as
/// everywhere in the stores.</summary>
internal static class Value
{
    public static NpgsqlParameter Of(long value) => new NpgsqlParameter<long> { TypedValue = value };

    public static NpgsqlParameter Of(int value) => new NpgsqlParameter<int> { TypedValue = value };

    public static NpgsqlParameter Of(bool value) => new NpgsqlParameter<bool> { TypedValue = value };

    public static NpgsqlParameter Of(string? text) =>
        text is null
            ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text }
            : new NpgsqlParameter<string> { TypedValue = text, NpgsqlDbType = NpgsqlDbType.Text };

    public static NpgsqlParameter Of(ReadOnlyMemory<byte>? bytes) =>
        bytes is { } known
            ? new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = known, NpgsqlDbType = NpgsqlDbType.Bytea }
            : new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea };

    public static NpgsqlParameter Nonce(UInt128 nonce) => new NpgsqlParameter<Guid> { TypedValue = Guid(nonce) };

    public static NpgsqlParameter At(long microseconds) =>
        new NpgsqlParameter<DateTime> { TypedValue = Time(microseconds), NpgsqlDbType = NpgsqlDbType.TimestampTz };

    public static NpgsqlParameter Span(TimeSpan span) =>
        new NpgsqlParameter<TimeSpan> { TypedValue = span, NpgsqlDbType = NpgsqlDbType.Interval };

    public static NpgsqlParameter Day(DateOnly day) => new NpgsqlParameter<DateOnly> { TypedValue = day };

    public static NpgsqlParameter All(long[] values) => Array(values, NpgsqlDbType.Bigint);

    public static NpgsqlParameter All(long?[] values) => Array(values, NpgsqlDbType.Bigint);

    public static NpgsqlParameter All(int[] values) => Array(values, NpgsqlDbType.Integer);

    public static NpgsqlParameter All(bool[] values) => Array(values, NpgsqlDbType.Boolean);

    public static NpgsqlParameter All(string?[] values) => Array(values, NpgsqlDbType.Text);

    public static NpgsqlParameter All(Guid[] values) => Array(values, NpgsqlDbType.Uuid);

    public static NpgsqlParameter All(byte[]?[] values) => Array(values, NpgsqlDbType.Bytea);

    public static NpgsqlParameter All(DateTime?[] values) => Array(values, NpgsqlDbType.TimestampTz);

    public static NpgsqlParameter All(TimeSpan?[] values) => Array(values, NpgsqlDbType.Interval);

    public static Guid Guid(UInt128 nonce)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, nonce);
        return new Guid(bytes, bigEndian: true);
    }

    public static DateTime Time(long microseconds) => Instant.FromMicroseconds(microseconds).UtcDateTime;

    private static NpgsqlParameter<T[]> Array<T>(T[] values, NpgsqlDbType element) =>
        new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element };
}
