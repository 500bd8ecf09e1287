namespace Pawl.Storage.Contract.Cluster;

/// <summary>Opening, closing, and the clock: what was accepted outlives the first two, and time never goes back.</summary>
public abstract class LifecycleContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    [Theory]
    [InlineData(JobState.Scheduled)]
    [InlineData(JobState.Queued)]
    [InlineData(JobState.Retrying)]
    [InlineData(JobState.Waiting)]
    [InlineData(JobState.Succeeded)]
    [InlineData(JobState.Failed)]
    [InlineData(JobState.Cancelled)]
    public async Task What_was_accepted_is_there_when_the_store_is_opened_again(JobState state)
    {
        JobId id = await GivenJobInAsync(state, AJob() with { Tags = ["eu"], IdempotencyKey = "k", Unique = new UniqueJob("u") });
        Job before = await FindAsync(id);

        await ReopenAsync();

        await AssertUnchangedAsync(before, id);
    }

    [Fact]
    public async Task Keys_and_pauses_outlive_the_process()
    {
        JobId id = await GivenAsync(AJob() with { IdempotencyKey = "k" });
        JobId unique = await GivenAsync(AJob() with { Unique = new UniqueJob("u") });
        await Store.Queues.PauseAsync("other", "a moment", Cancel);

        await ReopenAsync();

        Assert.Equal(new EnqueueResult(id, EnqueueStatus.Existing), await EnqueueAsync(AJob() with { IdempotencyKey = "k" }));
        Assert.Equal(
            new EnqueueResult(unique, EnqueueStatus.Existing), await EnqueueAsync(AJob() with { Unique = new UniqueJob("u") }));
        Assert.Contains(await Store.Queues.ListAsync(Cancel), queue => queue.Name == "other" && queue.IsPaused);
    }

    [Fact]
    public async Task A_node_that_joins_after_reopening_makes_new_ids()
    {
        JobId before = NextJobId();
        await ReopenAsync();

        NodeMembership node = await JoinAsync();
        JobId after = new IdGenerator(Clock, node.Generator, node.IdsAfter).NextJobId();

        Assert.NotEqual(Node.Generator, node.Generator);
        Assert.NotEqual(before, after);
    }

    [Fact]
    public async Task A_running_job_can_be_finished_by_somebody_after_reopening()
    {
        LeasedJob job = await GivenRunningAsync();
        await ReopenAsync();
        Clock.Advance(LeaseDuration);
        await ReapAsync();

        LeasedJob again = await ClaimOneAsync(await GivenWorkerAsync());

        Assert.Equal((job.Lease.Job, 2L), (again.Lease.Job, again.Lease.Token.Value));
        await EndAsync(again, Ending.Succeeded);
    }

    [Fact]
    public async Task A_closed_store_takes_no_work()
    {
        IJobStore closed = Store.Jobs;
        NewJob job = AJob();
        await Store.CloseAsync();

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await closed.EnqueueAsync([job], Cancel));

        await Store.OpenAsync();
        await AssertGoneAsync(job.Id);
    }

    [Fact]
    public void A_healthy_store_has_not_failed_and_says_what_it_is()
    {
        Assert.False(Store.Lifecycle.Failed.IsCompleted);
        Assert.NotEmpty(Store.Lifecycle.Description);
    }

    [Fact]
    public async Task Who_has_lost_patience_already_gets_nothing_done()
    {
        NewJob job = AJob();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Store.Jobs.EnqueueAsync([job], new CancellationToken(canceled: true)));

        await AssertGoneAsync(job.Id);
    }

    [Fact]
    public async Task The_stores_time_does_not_go_back_with_the_clock()
    {
        DateTimeOffset before = (await FindAsync(await GivenJobAsync())).EnqueuedAt;

        Clock.Jump(TimeSpan.FromHours(-1));

        Assert.Equal(before, (await FindAsync(await GivenJobAsync())).EnqueuedAt);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_makes_nobody_early()
    {
        await GivenAsync(AJob() with { Due = JobDue.After(Minute) });

        Clock.Jump(TimeSpan.FromHours(-1));
        Clock.Advance(Minute);

        Assert.Equal(0, (await PromoteAsync()).Promoted);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_ends_no_lease_twice_and_revives_none()
    {
        LeasedJob job = await GivenRunningAsync();
        Clock.Advance(LeaseDuration);
        await ReapAsync();

        Clock.Jump(-LeaseDuration);

        Assert.Equal(CompletionStatus.LeaseLost, (await CompleteAsync(job.Lease, Ending.Succeeded.ToOutcome())).Status);
        Assert.Equal([Worker], (await HeartbeatAsync()).Lost);
        Assert.Empty(await ReapAsync());
    }

    private async Task ReopenAsync()
    {
        await Store.CloseAsync();
        await Store.OpenAsync();
    }
}
