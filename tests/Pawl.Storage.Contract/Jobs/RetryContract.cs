namespace Pawl.Storage.Contract.Jobs;

/// <summary>Retrying by hand: finished jobs with fresh budgets, waiting ones at once.</summary>
public abstract class RetryContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    [Theory]
    [InlineData(JobState.Failed)]
    [InlineData(JobState.Cancelled)]
    public async Task A_finished_job_is_queued_again_with_fresh_budgets_and_its_history(JobState state)
    {
        JobId id = await GivenJobInAsync(state);
        Job before = await FindAsync(id);
        Clock.Advance(Minute);

        Assert.Equal(JobChange.Done, await RetryAsync(id));

        await AssertUnchangedAsync(
            before with { State = JobState.Queued, RunAt = Clock.Now, Attempt = 0, FinishedAt = null, CancelReason = null }, id);
    }

    [Fact]
    public async Task Crashes_and_interruptions_are_forgiven_too()
    {
        JobId id = await GivenCrashedAsync(1);
        await EndAsync(await ClaimOneAsync(), Ending.Interrupted);
        await EndAsync(await ClaimOneAsync(), Ending.Failed);

        await RetryAsync(id);

        Job job = await FindAsync(id);
        Assert.Equal((0, 0, 0), (job.Attempt, job.Crashes, job.Interruptions));
        Assert.Equal(3, job.Details!.Failures.Count);
    }

    [Fact]
    public async Task Tokens_go_on_rising_and_the_checkpoint_is_kept()
    {
        LeasedJob first = await GivenRunningAsync();
        await UpdateAsync(first.Lease, "1");
        await EndAsync(first, Ending.Failed);
        await RetryAsync(first.Lease.Job);

        LeasedJob again = await ClaimOneAsync();

        Assert.Equal((2L, 1, "1"), (again.Lease.Token.Value, again.Attempt, Text(again.Checkpoint)));
    }

    [Fact]
    public async Task A_retried_job_has_all_it_needs_to_run()
    {
        NewJob job = AJob() with
        {
            Priority = 4, Tags = ["eu"], Metadata = new Dictionary<string, string> { ["a"] = "b" }, Timeout = Minute,
            Retry = RetryPolicy.Default, Retention = Minute,
        };
        LeasedJob first = await GivenRunningAsync(job);
        await EndAsync(first, Ending.Failed);
        await RetryAsync(job.Id);

        LeasedJob again = await ClaimOneAsync();

        Assert.Equal(JobText.Of(first with { Lease = again.Lease }), JobText.Of(again));
        await EndAsync(again, Ending.Succeeded);
        Clock.Advance(Minute);
        Assert.Equal(1, await PruneAsync());
    }

    [Theory]
    [InlineData(JobState.Scheduled)]
    [InlineData(JobState.Retrying)]
    [InlineData(JobState.Waiting)]
    public async Task A_job_that_waits_is_queued_now_and_keeps_its_budgets(JobState state)
    {
        JobId id = await GivenJobInAsync(state);
        Job before = await FindAsync(id);
        Clock.Advance(Millisecond);

        Assert.Equal(JobChange.Done, await RetryAsync(id));

        await AssertUnchangedAsync(before with { State = JobState.Queued, RunAt = Clock.Now, WaitingReason = null }, id);
    }

    [Fact]
    public async Task Each_job_of_a_batch_has_its_own_answer()
    {
        JobId failed = await GivenJobInAsync(JobState.Failed);
        JobId succeeded = await GivenJobInAsync(JobState.Succeeded);

        IReadOnlyList<JobChange> changes = await Store.Jobs.RetryAsync(
            [succeeded, failed, NextJobId(), failed], Cancel);

        Assert.Equal([JobChange.Refused, JobChange.Done, JobChange.NotFound, JobChange.Refused], changes);
    }

    [Fact]
    public async Task A_request_to_cancel_is_forgotten()
    {
        LeasedJob first = await GivenRunningAsync();
        await CancelAsync(first.Lease.Job);
        await EndAsync(first, Ending.Failed);
        await RetryAsync(first.Lease.Job);

        await EndAsync(await ClaimOneAsync(), Ending.Retried);

        await AssertStateAsync(JobState.Retrying, first.Lease.Job);
    }
}
