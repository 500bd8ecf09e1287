using Npgsql;
using Pawl.Storage;
using Pawl.Storage.Contract;

namespace Pawl.PostgreSql.Tests.Cluster;

/// <summary>A close and a claim of one worker at once: the second waits for the first, and heartbeats wait for neither.</summary>
public sealed class CloseTests : StoreContract<PostgreSqlFixture>
{
    [Fact]
    public async Task A_claim_that_is_under_way_is_waited_for_and_what_it_took_is_given_back()
    {
        JobId job = await GivenJobAsync();
        await using NpgsqlConnection other = await Store.ConnectAsync();
        await using NpgsqlTransaction claim = await other.BeginTransactionAsync(Cancel);
        await TakeAsync(other);

        Task closing = Store.Cluster.CloseWorkerAsync(Worker, [], Cancel).AsTask();
        await WhenSomebodyWaitsAsync();
        Assert.Empty((await HeartbeatAsync()).Lost);
        await claim.CommitAsync(Cancel);
        await closing;

        await AssertStateAsync(JobState.Queued, job);
    }

    [Fact]
    public async Task A_claim_waits_for_a_close_that_is_under_way_and_gets_nothing()
    {
        JobId job = await GivenJobAsync();
        await using NpgsqlConnection other = await Store.ConnectAsync();
        await using NpgsqlTransaction close = await other.BeginTransactionAsync(Cancel);
        await RunAsync(other, $"SELECT FROM pawl.worker WHERE id = {Worker.Id.Value} FOR UPDATE");
        await RunAsync(other, $"UPDATE pawl.worker SET closed_at = now() WHERE id = {Worker.Id.Value}");

        Task<IReadOnlyList<LeasedJob>> claiming = ClaimAsync();
        await WhenSomebodyWaitsAsync();
        await close.CommitAsync(Cancel);

        Assert.Empty(await claiming);
        await AssertStateAsync(JobState.Queued, job);
    }

    [Fact]
    public async Task A_cancellation_that_is_under_way_is_waited_for_and_wins()
    {
        LeasedJob unknown = await GivenRunningAsync();
        await using NpgsqlConnection other = await Store.ConnectAsync();
        await using NpgsqlTransaction cancellation = await other.BeginTransactionAsync(Cancel);
        await RunAsync(other, "UPDATE pawl.lease SET cancel_reason = 'enough'");

        Task closing = Store.Cluster.CloseWorkerAsync(Worker, [], Cancel).AsTask();
        await WhenSomebodyWaitsAsync();
        await cancellation.CommitAsync(Cancel);
        await closing;

        await AssertStateAsync(JobState.Cancelled, unknown.Lease.Job);
    }

    /// <summary>What a claim does, as far as a close has to do with it.</summary>
    private async Task TakeAsync(NpgsqlConnection connection)
    {
        await RunAsync(connection, $"SELECT FROM pawl.worker WHERE id = {Worker.Id.Value} FOR KEY SHARE");
        await RunAsync(connection, "DELETE FROM pawl.ready");
        await RunAsync(
            connection,
            $"INSERT INTO pawl.lease (job, worker, token, started_at) SELECT id, {Worker.Id.Value}, 1, now() FROM pawl.job");
        await RunAsync(
            connection, "INSERT INTO pawl.counter_change VALUES ('main', 'work', 'Queued', -1), ('main', 'work', 'Running', 1)");
    }

    private async Task WhenSomebodyWaitsAsync()
    {
        await using NpgsqlConnection watcher = await Store.ConnectAsync();
        await using var command = new NpgsqlCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'", watcher);
        while (await command.ExecuteScalarAsync(Cancel) is 0L)
        {
            await Task.Yield();
        }
    }

    private async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
