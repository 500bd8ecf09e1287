using System.Threading.Channels;

namespace Pawl.Storage.Contract.Cluster;

/// <summary>A worker whose claim was not answered is closed: it gets nothing more, and gives back what it was never told of.</summary>
public abstract class CloseContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_closed_worker_gets_nothing()
    {
        JobId job = await GivenJobAsync();

        await CloseAsync();

        Assert.Empty(await ClaimAsync());
        Assert.Equal(job, (await ClaimOneAsync(await GivenWorkerAsync())).Lease.Job);
    }

    [Fact]
    public async Task A_closed_worker_gets_nothing_after_a_heartbeat_either()
    {
        await GivenJobAsync();
        await CloseAsync();

        await HeartbeatAsync();

        Assert.Empty(await ClaimAsync());
    }

    [Fact]
    public async Task What_it_was_never_told_of_is_queued_again_and_nothing_is_counted()
    {
        LeasedJob unknown = await GivenRunningAsync();

        await CloseAsync();

        Job job = await FindAsync(unknown.Lease.Job);
        Assert.Equal(
            (JobState.Queued, 0, 0, 0, unknown.Lease.Token, null),
            (job.State, job.Attempt, job.Crashes, job.Interruptions, job.Token, job.Worker));
        Assert.Empty(await FailuresOfAsync(job.Id));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_has_crashed_workers_before_is_given_back_without_another_crash(int crashes)
    {
        JobId job = await GivenCrashedAsync(crashes);
        await ClaimOneAsync();

        await CloseAsync();

        Assert.Equal((JobState.Queued, crashes), ((await FindAsync(job)).State, (await FindAsync(job)).Crashes));
        Assert.Equal(crashes, (await ClaimOneAsync(await GivenWorkerAsync())).Crashes);
    }

    [Fact]
    public async Task What_is_given_back_can_be_claimed_at_once_in_its_old_order()
    {
        JobId[] jobs = [await GivenAsync(AJob() with { Priority = -1 }), await GivenJobAsync()];
        await ClaimOneAsync();

        await CloseAsync();

        Assert.Equal(jobs, (await ClaimAsync(await GivenWorkerAsync(), freeSlots: 2)).Select(job => job.Lease.Job));
    }

    [Fact]
    public async Task What_is_given_back_wakes_its_queue()
    {
        await GivenRunningAsync();
        var heard = Channel.CreateBounded<Wakeup>(1_000);
        using IDisposable listening = Store.Wakeups.Subscribe(wakeup => heard.Writer.TryWrite(wakeup));

        await CloseAsync();

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        deadline.CancelAfter(Patience);
        while (await heard.Reader.ReadAsync(deadline.Token) != new Wakeup(WakeupKind.JobsQueued, Queue))
        {
        }
    }

    [Fact]
    public async Task What_is_given_back_comes_again_with_a_higher_token()
    {
        LeasedJob before = await GivenRunningAsync();
        await CloseAsync();

        LeasedJob after = await ClaimOneAsync(await GivenWorkerAsync());

        Assert.True(after.Lease.Token.CompareTo(before.Lease.Token) > 0);
        Assert.Equal(CompletionStatus.LeaseLost, (await CompleteAsync(before.Lease, Ending.Succeeded.ToOutcome())).Status);
        await EndAsync(after, Ending.Succeeded);
    }

    [Fact]
    public async Task What_it_holds_goes_on_and_is_renewed()
    {
        LeasedJob held = await GivenRunningAsync();

        await CloseAsync(held.Lease);

        await AssertStateAsync(JobState.Running, held.Lease.Job);
        Clock.Advance(LeaseDuration - Millisecond);
        Assert.Empty((await HeartbeatAsync()).Lost);
        Clock.Advance(LeaseDuration - Millisecond);
        Assert.Empty(await ReapAsync());
        Assert.True(await UpdateAsync(held.Lease, checkpoint: "7"));
        await EndAsync(held, Ending.Succeeded);
    }

    [Fact]
    public async Task Cancellations_of_what_it_holds_are_still_told()
    {
        LeasedJob held = await GivenRunningAsync();
        await CloseAsync(held.Lease);

        await CancelAsync(held.Lease.Job);

        Assert.Equal(held.Lease, Assert.Single((await HeartbeatAsync()).Cancellations).Lease);
    }

    [Fact]
    public async Task Of_what_was_claimed_together_each_lease_stands_alone()
    {
        JobId[] jobs = [await GivenJobAsync(), await GivenJobAsync(), await GivenJobAsync()];
        IReadOnlyList<LeasedJob> claimed = await ClaimAsync(freeSlots: 3);

        await CloseAsync(claimed[1].Lease);

        await AssertStateAsync(JobState.Queued, jobs[0]);
        await AssertStateAsync(JobState.Running, jobs[1]);
        await AssertStateAsync(JobState.Queued, jobs[2]);
    }

    [Fact]
    public async Task A_lease_that_has_ended_does_not_hold_the_next_one_of_its_job()
    {
        LeasedJob before = await GivenRunningAsync();
        await EndAsync(before, Ending.Released);
        await ClaimOneAsync();

        await CloseAsync(before.Lease);

        await AssertStateAsync(JobState.Queued, before.Lease.Job);
    }

    [Fact]
    public async Task Jobs_of_others_are_left_alone()
    {
        WorkerIdentity other = await GivenWorkerAsync();
        LeasedJob job = await GivenRunningAsync();

        await Store.Cluster.CloseWorkerAsync(other, [], Cancel);

        await EndAsync(job, Ending.Succeeded);
    }

    [Fact]
    public async Task Closing_again_gives_back_what_is_held_no_more_and_changes_nothing_else()
    {
        LeasedJob held = await GivenRunningAsync();
        await CloseAsync(held.Lease);
        Job? before = await TryFindAsync(held.Lease.Job);

        await CloseAsync(held.Lease);
        await AssertUnchangedAsync(before, held.Lease.Job);

        await CloseAsync();
        await AssertStateAsync(JobState.Queued, held.Lease.Job);
        await CloseAsync();
        Assert.Empty(await ClaimAsync());
    }

    [Fact]
    public async Task Closing_who_is_not_there_is_harmless()
    {
        LeasedJob job = await GivenRunningAsync();
        await GivenJobAsync();

        await Store.Cluster.CloseWorkerAsync(NextWorkerIdentity(), [], Cancel);
        await Store.Cluster.CloseWorkerAsync(Worker with { Nonce = Worker.Nonce + 1 }, [], Cancel);

        Assert.Single(await ClaimAsync());
        await EndAsync(job, Ending.Succeeded);
    }

    [Fact]
    public async Task A_cancellation_that_was_requested_meanwhile_wins()
    {
        LeasedJob unknown = await GivenRunningAsync();
        await CancelAsync(unknown.Lease.Job, "enough");

        await CloseAsync();

        Job job = await FindAsync(unknown.Lease.Job);
        Assert.Equal((JobState.Cancelled, "enough", 0), (job.State, job.CancelReason, job.Attempt));
    }

    [Fact]
    public async Task A_worker_that_is_late_but_not_reaped_still_gives_back()
    {
        LeasedJob unknown = await GivenRunningAsync();
        Clock.Advance(LeaseDuration * 2);

        await CloseAsync();

        Assert.Empty(await ReapAsync());
        Assert.Equal((JobState.Queued, 0), ((await FindAsync(unknown.Lease.Job)).State, (await FindAsync(unknown.Lease.Job)).Crashes));
    }

    [Fact]
    public async Task A_closed_worker_that_dies_loses_what_it_holds()
    {
        LeasedJob held = await GivenRunningAsync();
        await CloseAsync(held.Lease);

        Clock.Advance(LeaseDuration);

        ReapedJob reaped = Assert.Single(await ReapAsync());
        Assert.Equal((held.Lease.Job, 1), (reaped.Id, reaped.Crashes));
        Assert.Empty(await Store.Cluster.ListWorkersAsync(Cancel));
    }

    [Fact]
    public async Task A_closed_worker_can_be_removed_when_all_has_ended()
    {
        LeasedJob held = await GivenRunningAsync();
        await CloseAsync(held.Lease);
        await EndAsync(held, Ending.Succeeded);

        await Store.Cluster.RemoveWorkerAsync(Worker, Cancel);

        Assert.Empty(await Store.Cluster.ListWorkersAsync(Cancel));
        Assert.Empty(await ReapAsync());
    }

    private async Task CloseAsync(params Lease[] held) => await Store.Cluster.CloseWorkerAsync(Worker, held, Cancel);
}
