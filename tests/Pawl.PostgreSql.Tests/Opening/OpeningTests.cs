using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Pawl.PostgreSql.Connections;
using Pawl.PostgreSql.Opening;
using Pawl.PostgreSql.Tests.Databases;
using Pawl.ReferenceModel.Chance;
using Pawl.Storage;

namespace Pawl.PostgreSql.Tests.Opening;

/// <summary>Opening: what is there, what is made, and what is refused by name.</summary>
public sealed class OpeningTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_database_gets_the_schema_and_a_second_opening_finds_it()
    {
        string database = await TestDatabase.CreateBareAsync();

        for (int times = 0; times < 2; times++)
        {
            await using PostgreSqlStore store = Create(database);
            await store.Lifecycle.OpenAsync(Cancel);
            Assert.Empty(await store.Queries.CountAsync(Cancel));
        }
    }

    [Fact]
    public async Task Nodes_that_start_together_make_the_schema_once()
    {
        string database = await TestDatabase.CreateBareAsync();
        PostgreSqlStore[] stores = [.. Enumerable.Range(0, 6).Select(_ => Create(database))];

        await Task.WhenAll(stores.Select(store => store.Lifecycle.OpenAsync(Cancel).AsTask()));

        foreach (PostgreSqlStore store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_migration_that_is_interrupted_at_any_step_goes_on_at_the_next_opening()
    {
        foreach ((int number, _, _) in SqlFile.Migrations())
        {
            string database = await TestDatabase.CreateBareAsync();
            await using (PostgreSqlStore store = Create(database))
            {
                await store.Lifecycle.OpenAsync(Cancel);
            }

            // What a node leaves that was killed before this step: the steps before it, and nothing of this one or those after.
            await RunAsync(database, "DROP SCHEMA pawl CASCADE; CREATE SCHEMA pawl");
            await RunAsync(database, "CREATE TABLE pawl.migration (number integer PRIMARY KEY, applied_at timestamptz DEFAULT now())");
            foreach ((int earlier, _, string text) in SqlFile.Migrations().TakeWhile(migration => migration.Number < number))
            {
                await RunAsync(database, text);
                await RunAsync(database, $"INSERT INTO pawl.migration (number) VALUES ({earlier})");
            }

            await using PostgreSqlStore again = Create(database);
            await again.Lifecycle.OpenAsync(Cancel);
            Assert.Empty(await again.Queries.CountAsync(Cancel));
        }
    }

    [Fact]
    public async Task A_newer_schema_is_refused_by_name()
    {
        string database = await TestDatabase.CreateBareAsync();
        await using PostgreSqlStore store = Create(database);
        await store.Lifecycle.OpenAsync(Cancel);
        await store.Lifecycle.CloseAsync();
        await RunAsync(database, "INSERT INTO pawl.migration (number) VALUES (9999)");

        var refusal = await Assert.ThrowsAsync<SchemaTooNewException>(async () => await store.Lifecycle.OpenAsync(Cancel));

        Assert.Contains("9999", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 60, "AnswerTimeout")]
    [InlineData(3_601, 60, "AnswerTimeout")]
    [InlineData(30, 0, "OldSnapshotWarning")]
    [InlineData(30, 86_401, "OldSnapshotWarning")]
    public void A_setting_out_of_its_range_is_refused_by_name(int answerSeconds, int snapshotSeconds, string name)
    {
        var options = new PostgreSqlOptions
        {
            ConnectionString = "Host=127.0.0.1",
            AnswerTimeout = TimeSpan.FromSeconds(answerSeconds),
            OldSnapshotWarning = TimeSpan.FromSeconds(snapshotSeconds),
        };

        var refusal = Assert.Throws<ArgumentException>(() => new PostgreSqlStore(
            options, new SeededEntropy(seed: 1), TimeProvider.System, NullLogger<PostgreSqlStore>.Instance));

        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        await using PostgreSqlStore store = Create("Host=127.0.0.1;Port=1;Database=nowhere;Username=nobody;Password=secret");

        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.Lifecycle.OpenAsync(Cancel));

        Assert.Contains("127.0.0.1:1/nowhere", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_named()
    {
        var settings = new NpgsqlConnectionStringBuilder(await TestDatabase.CreateBareAsync()) { Database = "no_such_database" };
        await using PostgreSqlStore store = Create(settings.ConnectionString);

        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.Lifecycle.OpenAsync(Cancel));

        Assert.Contains("no_such_database", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("off", "on", "", Durability.Process)]
    [InlineData("on", "off", "", Durability.Process)]
    [InlineData("on", "on", "", Durability.Power)]
    [InlineData("on", "local", "one", Durability.Power)]
    [InlineData("on", "on", "one", Durability.Failover)]
    [InlineData("on", "remote_apply", "one", Durability.Failover)]
    internal void What_acknowledged_jobs_survive_follows_from_the_settings(
        string fsync, string commit, string standbys, Durability expected) =>
        Assert.Equal(expected, ServerFacts.DurabilityOf(fsync == "on", commit, standbys));

    [Fact]
    public async Task A_server_that_may_lose_acknowledged_jobs_is_loudly_warned_of()
    {
        var log = new ListLogger();
        var settings = new NpgsqlConnectionStringBuilder(await TestDatabase.CreateBareAsync())
        {
            Options = "-c synchronous_commit=off",
        };
        await using var store = new PostgreSqlStore(
            new PostgreSqlOptions { ConnectionString = settings.ConnectionString, Notify = false },
            new SeededEntropy(seed: 1),
            TimeProvider.System,
            log);

        await store.Lifecycle.OpenAsync(Cancel);

        Assert.Contains(log.Entries, entry => entry.Level == LogLevel.Warning && entry.Text.Contains("LOSE", StringComparison.Ordinal));
    }

    private static PostgreSqlStore Create(string connectionString) => new(
        new PostgreSqlOptions { ConnectionString = connectionString, Notify = false },
        new SeededEntropy(seed: 1),
        TimeProvider.System,
        NullLogger<PostgreSqlStore>.Instance);

    private static async Task RunAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private sealed class ListLogger : ILogger<PostgreSqlStore>
    {
        public List<(LogLevel Level, string Text)> Entries { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Entries.Add((logLevel, formatter(state, exception)));
    }
}
