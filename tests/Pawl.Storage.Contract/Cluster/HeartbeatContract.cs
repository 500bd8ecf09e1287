namespace Pawl.Storage.Contract.Cluster;

/// <summary>Heartbeats: they renew workers, and tell what a node must know.</summary>
public abstract class HeartbeatContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    [Fact]
    public async Task A_quiet_heartbeat_has_nothing_to_tell()
    {
        await GivenRunningAsync();

        HeartbeatReply reply = await HeartbeatAsync();

        Assert.True(reply.NodeIsLive);
        Assert.Empty(reply.Lost);
        Assert.Empty(reply.Cancellations);
    }

    [Fact]
    public async Task A_worker_lives_from_the_heartbeat_on_for_the_duration_it_says()
    {
        Clock.Advance(Millisecond);
        await Store.Cluster.HeartbeatAsync(new Heartbeat(Node, [Worker], Minute), Cancel);

        Assert.Equal(Clock.Now + Minute, Assert.Single(await Store.Cluster.ListWorkersAsync(Cancel)).LeaseUntil);
    }

    [Fact]
    public async Task Only_named_workers_are_renewed()
    {
        WorkerIdentity forgotten = await GivenWorkerAsync();
        Clock.Advance(LeaseDuration - Millisecond);
        await HeartbeatAsync(Worker);
        Clock.Advance(Millisecond);
        await ReapAsync();

        Assert.Equal([forgotten], (await HeartbeatAsync(Worker, forgotten)).Lost);
    }

    [Fact]
    public async Task A_worker_that_is_late_lives_on_if_nobody_has_reaped_it()
    {
        LeasedJob job = await GivenRunningAsync();
        Clock.Advance(LeaseDuration + Minute);

        Assert.Empty((await HeartbeatAsync()).Lost);
        Assert.Empty(await ReapAsync());
        await EndAsync(job, Ending.Succeeded);
    }

    [Fact]
    public async Task A_worker_that_was_late_claims_again()
    {
        Clock.Advance(LeaseDuration);
        await GivenJobAsync();
        Assert.Empty(await ClaimAsync(freeSlots: 1));
        await HeartbeatAsync();

        Assert.Single(await ClaimAsync(freeSlots: 1));
    }

    [Fact]
    public async Task A_reaped_worker_stays_lost()
    {
        await GivenRunningAsync();
        Clock.Advance(LeaseDuration);
        Assert.Single(await ReapAsync());

        Assert.Equal([Worker], (await HeartbeatAsync()).Lost);
        Assert.Equal([Worker], (await HeartbeatAsync()).Lost);
    }

    [Fact]
    public async Task A_removed_worker_that_has_leases_cannot_come_back()
    {
        await GivenRunningAsync();
        await Store.Cluster.RemoveWorkerAsync(Worker, Cancel);

        Assert.Equal([Worker], (await HeartbeatAsync()).Lost);
        Assert.Single(await ReapAsync());
    }

    [Fact]
    public async Task Unknown_and_removed_workers_and_other_nonces_are_lost()
    {
        WorkerIdentity removed = await GivenWorkerAsync();
        await Store.Cluster.RemoveWorkerAsync(removed, Cancel);
        WorkerIdentity unknown = NextWorkerIdentity();
        WorkerIdentity forged = Worker with { Nonce = Worker.Nonce + 1 };

        HeartbeatReply reply = await HeartbeatAsync(Worker, removed, unknown, forged);

        Assert.Equal(Sorted(removed, unknown, forged), Sorted([.. reply.Lost]));
    }

    [Fact]
    public async Task A_node_that_is_not_live_any_more_still_renews_its_live_workers()
    {
        await Store.Cluster.LeaveAsync(Node, Cancel);

        HeartbeatReply reply = await HeartbeatAsync();

        Assert.False(reply.NodeIsLive);
        Assert.Empty(reply.Lost);
    }

    [Fact]
    public async Task A_requested_cancellation_is_told_again_and_again_until_the_job_ends()
    {
        LeasedJob job = await GivenRunningAsync();
        await CancelAsync(job.Lease.Job, "the order is gone");
        CancellationRequest[] expected = [new CancellationRequest(job.Lease, "the order is gone")];

        Assert.Equal(expected, (await HeartbeatAsync()).Cancellations);
        Assert.Equal(expected, (await HeartbeatAsync()).Cancellations);
        await EndAsync(job, Ending.Succeeded);
        Assert.Empty((await HeartbeatAsync()).Cancellations);
    }

    [Fact]
    public async Task Cancellations_are_told_to_the_worker_that_runs_the_job()
    {
        WorkerIdentity other = await GivenWorkerAsync();
        LeasedJob mine = await GivenRunningAsync();
        await GivenJobAsync();
        LeasedJob theirs = await ClaimOneAsync(other);
        await CancelAsync(mine.Lease.Job);
        await CancelAsync(theirs.Lease.Job);

        Assert.Equal([mine.Lease], (await HeartbeatAsync(Worker)).Cancellations.Select(request => request.Lease));
        Assert.Equal([theirs.Lease], (await HeartbeatAsync(other)).Cancellations.Select(request => request.Lease));
        Assert.Equal(2, (await HeartbeatAsync(Worker, other)).Cancellations.Count);
    }

    [Fact]
    public async Task A_lost_worker_is_told_no_cancellations()
    {
        LeasedJob job = await GivenRunningAsync();
        await CancelAsync(job.Lease.Job);
        await Store.Cluster.RemoveWorkerAsync(Worker, Cancel);

        Assert.Empty((await HeartbeatAsync()).Cancellations);
    }

    [Fact]
    public async Task A_node_without_workers_may_renew()
    {
        HeartbeatReply reply = await Store.Cluster.HeartbeatAsync(new Heartbeat(Node, [], LeaseDuration), Cancel);

        Assert.True(reply.NodeIsLive);
        Assert.Empty(reply.Lost);
    }

    private static IEnumerable<WorkerIdentity> Sorted(params WorkerIdentity[] workers) =>
        workers.OrderBy(worker => worker.Id).ThenBy(worker => worker.Nonce);
}
