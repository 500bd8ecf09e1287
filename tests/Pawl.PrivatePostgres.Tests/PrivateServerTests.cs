using System.Diagnostics;
using Npgsql;

namespace Pawl.PrivatePostgres.Tests;

public sealed class PrivateServerTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_syncs_what_it_commits_and_listens_on_loopback_only()
    {
        await using PrivateServer server = await PrivateServer.StartNewAsync(cancellationToken: Cancellation);

        Assert.Equal("on", await server.ExecuteAsync("SHOW fsync", cancellationToken: Cancellation));
        Assert.Equal("on", await server.ExecuteAsync("SHOW synchronous_commit", cancellationToken: Cancellation));
        Assert.Equal("127.0.0.1", await server.ExecuteAsync("SHOW listen_addresses", cancellationToken: Cancellation));
    }

    [Fact]
    public async Task A_killed_server_starts_again_with_what_was_committed()
    {
        await using PrivateServer server = await PrivateServer.StartNewAsync(cancellationToken: Cancellation);
        await server.CreateDatabaseAsync("work", Cancellation);
        await server.ExecuteAsync("CREATE TABLE t AS SELECT 7 AS n", "work", Cancellation);

        await server.KillAsync(Cancellation);
        await Assert.ThrowsAsync<NpgsqlException>(() => server.ExecuteAsync("SELECT n FROM t", "work", Cancellation));
        await server.StartAsync(Cancellation);

        Assert.Equal(7, await server.ExecuteAsync("SELECT n FROM t", "work", Cancellation));
        Assert.Contains("not properly shut down", await File.ReadAllTextAsync(server.LogPath, Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_a_killed_server_is_left_however_many_sessions_it_had()
    {
        await using PrivateServer server = await PrivateServer.StartNewAsync(cancellationToken: Cancellation);
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(server.ConnectionString());
        NpgsqlConnection[] sessions =
            await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => source.OpenConnectionAsync(Cancellation).AsTask()));
        IReadOnlyList<int> processes = Signals.ChildrenOf(server.ProcessId!.Value);
        Assert.True(processes.Count > sessions.Length);

        await server.KillAsync(Cancellation);

        Assert.All(processes, process => Assert.True(Signals.HasEnded(process)));
        await server.StartAsync(Cancellation);
    }

    [Fact]
    public async Task A_paused_server_answers_nothing_until_it_goes_on()
    {
        await using PrivateServer server = await PrivateServer.StartNewAsync(cancellationToken: Cancellation);
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(server.ConnectionString());
        await using NpgsqlConnection connection = await source.OpenConnectionAsync(Cancellation);
        await using var command = new NpgsqlCommand("SELECT 1", connection);

        await server.PauseAsync(Cancellation);
        Task<object?> answer = command.ExecuteScalarAsync(Cancellation);
        await Assert.ThrowsAsync<TimeoutException>(() => answer.WaitAsync(TimeSpan.FromMilliseconds(200), Cancellation));
        server.Resume();

        Assert.Equal(1, await answer.WaitAsync(Deadline, Cancellation));
    }

    [Fact]
    public async Task A_standby_has_what_its_primary_had_and_can_take_over()
    {
        await using PrivateServer primary = await PrivateServer.StartNewAsync(cancellationToken: Cancellation);
        await using PrivateServer standby = await primary.StartStandbyAsync("second", Cancellation);
        primary.Settings["synchronous_standby_names"] = "second";
        primary.Reload();
        await UntilAsync(async () => Equals("sync", await primary.ExecuteAsync("SELECT sync_state FROM pg_stat_replication")));
        await primary.ExecuteAsync("CREATE TABLE t AS SELECT 7 AS n", cancellationToken: Cancellation);

        await primary.KillAsync(Cancellation);
        await standby.PromoteAsync(Cancellation);

        await standby.ExecuteAsync("UPDATE t SET n = n + 1", cancellationToken: Cancellation);
        Assert.Equal(8, await standby.ExecuteAsync("SELECT n FROM t", cancellationToken: Cancellation));
    }

    [Fact]
    public async Task A_disposed_server_leaves_neither_process_nor_folder()
    {
        PrivateServer server = await PrivateServer.StartNewAsync(cancellationToken: Cancellation);
        int process = server.ProcessId ?? 0;

        await server.DisposeAsync();

        Assert.False(Directory.Exists(server.Folder));
        Assert.False(Directory.Exists($"/proc/{process}"));
    }

    private static async Task UntilAsync(Func<Task<bool>> isReachedAsync)
    {
        long begun = Stopwatch.GetTimestamp();
        while (!await isReachedAsync())
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < Deadline, "It took too long.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancellation);
        }
    }
}
