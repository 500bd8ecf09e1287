namespace Pawl.Storage.Contract.Jobs;

/// <summary>Reaping: the jobs of workers that stopped renewing go on elsewhere, and those that kill workers do not.</summary>
public abstract class ReapContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    public async Task A_lease_is_ended_when_its_worker_did_not_renew_in_time(int millisecondsPastItsLease, int expected)
    {
        await GivenRunningAsync();
        Clock.Advance(LeaseDuration + TimeSpan.FromMilliseconds(millisecondsPastItsLease));

        Assert.Equal(expected, (await ReapAsync()).Count);
    }

    [Fact]
    public async Task A_reaped_job_is_queued_again_with_a_crash_and_its_place_in_the_line()
    {
        LeasedJob job = await GivenRunningAsync();
        Clock.Advance(LeaseDuration);

        ReapedJob reaped = Assert.Single(await ReapAsync());

        Assert.Equal(new ReapedJob(job.Lease.Job, Type, JobState.Queued, 1), reaped);
        Job queued = await FindAsync(job.Lease.Job);
        Assert.Equal((JobState.Queued, job.RunAt, 0, 1), (queued.State, queued.RunAt, queued.Attempt, queued.Crashes));
        Assert.Null(queued.Worker);
        JobFailure failure = Assert.Single(queued.Details!.Failures);
        Assert.Equal(
            (Clock.Now, 1, FailureKind.Crash, JobErrorCodes.LeaseLost),
            (failure.At, failure.Attempt, failure.Kind, failure.Error.Code));
    }

    [Fact]
    public async Task A_reaped_job_goes_to_another_worker_under_a_higher_token()
    {
        LeasedJob job = await GivenRunningAsync();
        await CrashAsync(Worker);
        WorkerIdentity other = await GivenWorkerAsync();

        LeasedJob again = await ClaimOneAsync(other);

        Assert.Equal(new Lease(job.Lease.Job, new FencingToken(2), other), again.Lease);
    }

    [Fact]
    public async Task The_third_crash_fails_the_job_and_says_that_it_kills_its_worker()
    {
        await GivenCrashedAsync(JobBudgets.MaxCrashes - 1);
        LeasedJob job = await ClaimOneAsync();

        ReapedJob reaped = Assert.Single(await CrashAsync(Worker));

        Assert.Equal((JobState.Failed, JobBudgets.MaxCrashes), (reaped.State, reaped.Crashes));
        Job failed = await FindAsync(job.Lease.Job);
        Assert.Equal((JobState.Failed, Clock.Now, 0), (failed.State, failed.FinishedAt, failed.Attempt));
        Assert.Equal(JobErrorCodes.KillsItsWorker, failed.Details!.Failures[^1].Error.Code);
        Assert.Equal(3, failed.Details.Failures.Count);
    }

    [Fact]
    public async Task Crashes_and_attempts_are_different_budgets()
    {
        LeasedJob job = await GivenRunningAsync();
        await EndAsync(job, new JobOutcome.Retry(Error, TimeSpan.Zero));
        await PromoteAsync();
        await ClaimOneAsync();
        await CrashAsync(Worker);

        LeasedJob again = await ClaimOneAsync(await GivenWorkerAsync());

        Assert.Equal((2, 1), (again.Attempt, again.Crashes));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_job_that_was_to_be_cancelled_is_cancelled_with_the_reason(int crashesBefore)
    {
        await GivenCrashedAsync(crashesBefore);
        LeasedJob job = await ClaimOneAsync();
        await CancelAsync(job.Lease.Job, "not needed");

        ReapedJob reaped = Assert.Single(await CrashAsync(Worker));

        Assert.Equal(JobState.Cancelled, reaped.State);
        Job cancelled = await FindAsync(job.Lease.Job);
        Assert.Equal((JobState.Cancelled, "not needed", Clock.Now), (cancelled.State, cancelled.CancelReason, cancelled.FinishedAt));
    }

    [Fact]
    public async Task A_cancelled_job_without_retention_is_gone_when_it_is_reaped()
    {
        LeasedJob job = await GivenRunningAsync(AJob() with { Retention = TimeSpan.Zero });
        await CancelAsync(job.Lease.Job);

        Assert.Equal(JobState.Cancelled, Assert.Single(await CrashAsync(Worker)).State);

        await AssertGoneAsync(job.Lease.Job);
    }

    [Fact]
    public async Task A_worker_that_renews_keeps_all_its_jobs()
    {
        LeasedJob job = await GivenRunningAsync();
        for (int i = 0; i < 5; i++)
        {
            Clock.Advance(LeaseDuration - Millisecond);
            await HeartbeatAsync();
            Assert.Empty(await ReapAsync());
        }

        await EndAsync(job, Ending.Succeeded);
    }

    [Fact]
    public async Task Only_the_dead_worker_loses_its_jobs()
    {
        LeasedJob lost = await GivenRunningAsync();
        WorkerIdentity other = await GivenWorkerAsync();
        await GivenJobAsync();
        LeasedJob kept = await ClaimOneAsync(other);
        Clock.Advance(LeaseDuration - Millisecond);
        await HeartbeatAsync(other);
        Clock.Advance(Millisecond);

        Assert.Equal(lost.Lease.Job, Assert.Single(await ReapAsync()).Id);
        await EndAsync(kept, Ending.Succeeded);
    }

    [Fact]
    public async Task A_dead_worker_is_forgotten_when_its_jobs_are_reaped()
    {
        await GivenRunningAsync();
        Clock.Advance(LeaseDuration);

        await ReapAsync();

        Assert.Empty(await Store.Cluster.ListWorkersAsync(Cancel));
    }

    [Fact]
    public async Task A_dead_worker_without_jobs_is_forgotten_too()
    {
        Clock.Advance(LeaseDuration);

        Assert.Empty(await ReapAsync());

        Assert.Empty(await Store.Cluster.ListWorkersAsync(Cancel));
    }

    [Fact]
    public async Task The_limit_bounds_a_call_and_no_job_is_forgotten()
    {
        await EnqueueAsync([.. Enumerable.Range(0, 25).Select(_ => AJob())]);
        IReadOnlyList<LeasedJob> running = await ClaimAsync(freeSlots: 25);
        Clock.Advance(LeaseDuration);

        List<ReapedJob> reaped = [];
        while (await ReapAsync(limit: 10) is { Count: > 0 } some)
        {
            Assert.InRange(some.Count, 1, 10);
            reaped.AddRange(some);
        }

        Assert.Equal(running.Select(job => job.Lease.Job).Order(), reaped.Select(job => job.Id).Order());
        Assert.Empty(await Store.Cluster.ListWorkersAsync(Cancel));
    }

    [Fact]
    public async Task A_worker_that_is_half_reaped_cannot_come_back()
    {
        await EnqueueAsync(AJob(), AJob());
        await ClaimAsync(freeSlots: 2);
        Clock.Advance(LeaseDuration);
        await ReapAsync(limit: 1);

        Assert.Equal([Worker], (await HeartbeatAsync()).Lost);
        Assert.Single(await ReapAsync());
    }

    [Fact]
    public async Task Reaping_twice_reaps_once()
    {
        await GivenRunningAsync();
        Clock.Advance(LeaseDuration);

        Assert.Single(await ReapAsync());
        Assert.Empty(await ReapAsync());
    }

    [Fact]
    public async Task Checkpoint_and_progress_outlive_the_worker()
    {
        LeasedJob job = await GivenRunningAsync();
        var progress = new JobProgress(3, 10, "lines");
        await UpdateAsync(job.Lease, """{"line":3}""", progress);

        await CrashAsync(Worker);

        Job queued = await FindAsync(job.Lease.Job);
        Assert.Equal(("""{"line":3}""", progress), (Text(queued.Details!.Checkpoint), queued.Progress));
    }
}
