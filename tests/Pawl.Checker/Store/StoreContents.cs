using System.Data.Common;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Pawl.Checker.Store;

/// <summary>Everything in a store, read by plain SQL of the checker's own.</summary>
public sealed class StoreContents
{
    private StoreContents(DbConnection connection, StoreQueries queries)
    {
        Integrity = string.Join("; ", Read(connection, queries.Integrity, row => row.GetString(0)));
        Rows =
        [
            .. Read(connection, queries.LiveJobs, row => ReadJob(row, isArchived: false)),
            .. Read(connection, queries.FinishedJobs, row => ReadJob(row, isArchived: true)),
        ];
        Jobs = Rows.GroupBy(job => job.Id).ToDictionary(group => group.Key, group => group.Last());
        JobsByOrigin = Rows.ToLookup(job => job.Origin);
        Counters = Read(
                connection, queries.Counters, row => (Key: (row.GetString(0), row.GetString(1), row.GetString(2)), Count: row.GetInt64(3)))
            .ToDictionary(counter => counter.Key, counter => counter.Count);
        Held = Read(connection, queries.Held, row => (row.GetString(0), row.GetInt64(1)));
        Effects = Read(connection, "SELECT job_id, token FROM effect", row => (row.GetInt64(0), row.GetInt64(1)));
        Markers = Read(connection, "SELECT origin FROM marker", row => row.GetString(0)).ToHashSet();
        IdempotencyKeys = Read(
                connection, queries.Keys, row => (Key: row.GetString(0), Job: row.GetInt64(1)))
            .ToLookup(entry => entry.Key, entry => entry.Job);
        Ledger = new TickLedger(
            Read(connection, queries.Versions, ReadVersion),
            Read(connection, queries.Ticks, ReadTick),
            Read(connection, queries.Skips, ReadSkip));
    }

    /// <summary>What the database says of itself: <c>ok</c>, or its complaints.</summary>
    public string Integrity { get; }

    /// <summary>All rows of <c>job</c> and <c>archive</c>.</summary>
    public IReadOnlyList<StoredJob> Rows { get; }

    /// <summary>The jobs by number; the finished row, should there be two.</summary>
    public IReadOnlyDictionary<long, StoredJob> Jobs { get; }

    /// <summary>All rows, by the call that made them.</summary>
    public ILookup<string, StoredJob> JobsByOrigin { get; }

    /// <summary>The kept numbers of jobs by queue, type and state, without zeros.</summary>
    public IReadOnlyDictionary<(string Queue, string Type, string State), long> Counters { get; }

    /// <summary>The jobs that wait to be claimed or are leased, each with the table that says so.</summary>
    public IReadOnlyList<(string Table, long Job)> Held { get; }

    /// <summary>What handlers wrote in the transactions of their completions.</summary>
    public IReadOnlyList<(long Job, long Token)> Effects { get; }

    /// <summary>What callers wrote in transactions that enqueue.</summary>
    public IReadOnlySet<string> Markers { get; }

    /// <summary>The jobs that are remembered under each idempotency key.</summary>
    public ILookup<string, long> IdempotencyKeys { get; }

    /// <summary>What became of the ticks of schedules.</summary>
    public TickLedger Ledger { get; }

    /// <summary>Reads a file of SQLite that no process has open.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What is in it.</returns>
    public static StoreContents ReadFile(string path)
    {
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        };
        using var connection = new SqliteConnection(settings.ToString());
        connection.Open();
        return new StoreContents(connection, StoreQueries.Sqlite);
    }

    /// <summary>Reads a database of PostgreSQL that nothing changes any more.</summary>
    /// <param name="connectionString">How to reach it.</param>
    /// <returns>What is in it.</returns>
    public static StoreContents ReadDatabase(string connectionString)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        return new StoreContents(connection, StoreQueries.Postgres);
    }

    private static List<T> Read<T>(DbConnection connection, string sql, Func<DbDataReader, T> read)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using DbDataReader reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static StoredVersion ReadVersion(DbDataReader row) =>
        new(row.GetString(0), row.GetInt32(1), row.GetBoolean(2), row.GetInt64(3), row.GetInt64(4));

    private static StoredTick ReadTick(DbDataReader row) =>
        new(row.GetString(0), row.GetInt64(1), row.GetInt32(2), row.GetInt64(3), row.GetInt64(4));

    private static StoredSkip ReadSkip(DbDataReader row) => new(
        row.GetString(0),
        row.GetInt64(1),
        row.GetInt64(2),
        row.GetInt32(3),
        row.IsDBNull(4) ? null : row.GetInt64(4),
        row.GetString(5),
        row.GetInt64(6));

    private static StoredJob ReadJob(DbDataReader row, bool isArchived)
    {
        using JsonDocument payload = JsonDocument.Parse(row.GetFieldValue<byte[]>(14));
        return new StoredJob
        {
            Id = row.GetInt64(0),
            IsArchived = isArchived,
            Queue = row.GetString(1),
            Type = row.GetString(2),
            State = row.GetString(3),
            Attempt = row.GetInt32(4),
            Crashes = row.GetInt32(5),
            Interruptions = row.GetInt32(6),
            Token = row.GetInt64(7),
            EnqueuedAt = row.GetInt64(8),
            RunAt = row.GetInt64(9),
            StartedAt = row.IsDBNull(10) ? null : row.GetInt64(10),
            UniqueKey = row.IsDBNull(11) ? null : row.GetString(11),
            IdempotencyKey = row.IsDBNull(12) ? null : row.GetString(12),
            Failures = row.GetString(13),
            Origin = payload.RootElement.GetProperty("origin").GetString() ?? "",
            Index = payload.RootElement.GetProperty("index").GetInt32(),
            FinishedAt = row.IsDBNull(15) ? null : row.GetInt64(15),
            Result = row.IsDBNull(16) ? "" : Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(16)),
        };
    }
}
