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
