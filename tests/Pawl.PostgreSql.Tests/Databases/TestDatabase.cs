using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Pawl.PrivatePostgres;
using Pawl.ReferenceModel.Chance;
using Pawl.ReferenceModel.Time;

namespace Pawl.PostgreSql.Tests.Databases;

/// <summary>A database with Pawl's schema, whose clock is a row that follows a test's. Lent to one test at a time, and emptied for the
/// next.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private const string OwnClock = """
        CREATE TABLE public.test_clock (now timestamptz NOT NULL);
        INSERT INTO public.test_clock VALUES ('epoch');
        CREATE OR REPLACE FUNCTION pawl.clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT now FROM public.test_clock'
        """;

    private const string Empty = """
        TRUNCATE pawl.job, pawl.ready, pawl.lease, pawl.archive, pawl.idempotency, pawl.counter, pawl.counter_change, pawl.queue,
            pawl.node, pawl.worker, pawl.worker_type, pawl.duty, pawl.schedule, pawl.schedule_version, pawl.schedule_job, pawl.tick,
            pawl.skipped_tick;
        DROP TABLE IF EXISTS app_note;
        DROP TRIGGER IF EXISTS stone ON pawl.job
        """;

    private static readonly Lazy<Task<DatabaseServer>> Server = new(
        () => DatabaseServer.StartAsync(DatabaseServer.Given, ServerSettings.Hasty));
    private static readonly ConcurrentBag<string> Free = [];

    private readonly NpgsqlConnection connection;
    private readonly ManualClock clock;

    private TestDatabase(string connectionString, ManualClock clock)
    {
        ConnectionString = connectionString;
        this.clock = clock;
        connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
    }

    public string ConnectionString { get; }

    public static async Task<TestDatabase> RentAsync(ManualClock clock)
    {
        if (!Free.TryTake(out string? connectionString))
        {
            connectionString = await CreateAsync();
        }

        var database = new TestDatabase(connectionString, clock);
        await database.connection.OpenAsync();
        database.Run(Empty);
        database.Set("UPDATE public.test_clock SET now = $1", clock.Now);
        clock.Moved += database.Follow;
        return database;
    }

    /// <summary>A database of its own, without Pawl's schema.</summary>
    public static async Task<string> CreateBareAsync() => await (await Server.Value).CreateDatabaseAsync();

    public async ValueTask DisposeAsync()
    {
        clock.Moved -= Follow;
        await connection.DisposeAsync();
        Free.Add(ConnectionString);
    }

    private static async Task<string> CreateAsync()
    {
        string connectionString = await CreateBareAsync();
        await using var store = new PostgreSqlStore(
            new PostgreSqlOptions { ConnectionString = connectionString, Notify = false },
            new SeededEntropy(seed: 2026),
            TimeProvider.System,
            NullLogger<PostgreSqlStore>.Instance);
        await store.Lifecycle.OpenAsync(CancellationToken.None);
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(OwnClock, connection);
        await command.ExecuteNonQueryAsync();
        return connectionString;
    }

    /// <summary>Sets the server's clock back, which that of the test never is.</summary>
    public void StepBack(TimeSpan by) => Set("UPDATE public.test_clock SET now = $1", clock.Now - by);

    // The server's clock is its own affair; that of a test never goes back, as the contract has it.
    private void Follow(DateTimeOffset now) => Set("UPDATE public.test_clock SET now = greatest(now, $1)", now);

    private void Set(string sql, DateTimeOffset now)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime });
        command.ExecuteNonQuery();
    }

    private void Run(string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
