using Npgsql;
using Pawl.PostgreSql.Connections;
using Pawl.PrivatePostgres;

namespace Pawl.PostgreSql.Tests.Connections;

/// <summary>Reads that may go to a standby: only to one that has seen all that was committed before.</summary>
public sealed class StandbyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_read_goes_to_a_standby_that_has_caught_up_and_to_the_primary_while_it_has_not()
    {
        await using PrivateServer primary = await PrivateServer.StartNewAsync(cancellationToken: Cancel);
        await using PrivateServer standby = await primary.StartStandbyAsync("one", Cancel);
        var settings = new NpgsqlConnectionStringBuilder(primary.ConnectionString())
        {
            Host = $"127.0.0.1:{PortOf(primary)},127.0.0.1:{PortOf(standby)}",
        };
        await using Servers servers = Servers.Create(
            new PostgreSqlOptions { ConnectionString = settings.ConnectionString }, isPooled: false);

        await primary.ExecuteAsync("CREATE TABLE seen (words text)", cancellationToken: Cancel);
        await WaitUntilAsync(async () => await IsStandbyAsync(servers));

        await standby.ExecuteAsync("SELECT pg_wal_replay_pause()", cancellationToken: Cancel);
        await WaitUntilAsync(async () =>
            (string?)await standby.ExecuteAsync("SELECT pg_get_wal_replay_pause_state()", cancellationToken: Cancel) == "paused");
        await primary.ExecuteAsync("INSERT INTO seen VALUES ('just now')", cancellationToken: Cancel);
        await using (NpgsqlConnection connection = await servers.OpenForReadingAsync(Cancel))
        await using (var command = new NpgsqlCommand("SELECT words FROM seen", connection))
        {
            Assert.Equal("just now", await command.ExecuteScalarAsync(Cancel));
        }

        await standby.ExecuteAsync("SELECT pg_wal_replay_resume()", cancellationToken: Cancel);
        await WaitUntilAsync(async () => await IsStandbyAsync(servers));

        await standby.KillAsync(Cancel);
        Assert.False(await IsStandbyAsync(servers));
    }

    private static int PortOf(PrivateServer server) => new NpgsqlConnectionStringBuilder(server.ConnectionString()).Port;

    private static async Task<bool> IsStandbyAsync(Servers servers)
    {
        await using NpgsqlConnection connection = await servers.OpenForReadingAsync(Cancel);
        await using var command = new NpgsqlCommand("SELECT pg_is_in_recovery()", connection);
        return await command.ExecuteScalarAsync(Cancel) is true;
    }

    private static async Task WaitUntilAsync(Func<Task<bool>> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            await again.WaitForNextTickAsync(patience.Token);
        }
    }
}
