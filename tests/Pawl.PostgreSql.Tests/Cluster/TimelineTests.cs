using Npgsql;
using Pawl.Storage;
using Pawl.Storage.Contract;

namespace Pawl.PostgreSql.Tests.Cluster;

/// <summary>Workers from before a failover. The row of the fault matrix fails over; here a worker is dated back.</summary>
public sealed class TimelineTests : StoreContract<PostgreSqlFixture>
{
    [Fact]
    public async Task A_worker_of_another_timeline_is_lost_and_what_it_holds_is_reaped_in_its_time()
    {
        LeasedJob job = await GivenRunningAsync();
        await DateBackAsync();

        Assert.Equal([Worker], (await HeartbeatAsync()).Lost);
        Clock.Advance(LeaseDuration);
        Assert.Equal(job.Lease.Job, Assert.Single(await ReapAsync()).Id);
    }

    [Fact]
    public async Task A_worker_of_another_timeline_claims_nothing()
    {
        await GivenJobAsync();
        await DateBackAsync();

        Assert.Empty(await ClaimAsync(freeSlots: 1));
        Assert.Single(await ClaimAsync(await GivenWorkerAsync()));
    }

    [Fact]
    public async Task What_it_ends_counts_as_long_as_nobody_else_has_it()
    {
        LeasedJob job = await GivenRunningAsync();
        await DateBackAsync();

        await EndAsync(job, Ending.Succeeded);
    }

    [Fact]
    public async Task After_a_failover_a_node_gets_a_number_far_from_those_that_may_have_been_lost()
    {
        NodeMembership before = await JoinAsync();
        await using NpgsqlConnection connection = await Store.ConnectAsync();
        await using var command = new NpgsqlCommand("UPDATE pawl.node SET timeline = '00000000'", connection);
        await command.ExecuteNonQueryAsync(Cancel);

        NodeMembership first = await JoinAsync();
        NodeMembership second = await JoinAsync();

        Assert.Equal(before.Generator + 301, first.Generator);
        Assert.Equal(before.Generator + 302, second.Generator);
    }

    private async Task DateBackAsync()
    {
        await using NpgsqlConnection connection = await Store.ConnectAsync();
        await using var command = new NpgsqlCommand("UPDATE pawl.worker SET timeline = '00000000'", connection);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancel));
    }
}
