namespace Pawl.Storage.Contract.Jobs;

/// <summary>Cancelling: at once where nobody runs the job, by request where somebody does.</summary>
public abstract class CancelContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    [Theory]
    [InlineData(JobState.Scheduled)]
    [InlineData(JobState.Queued)]
    [InlineData(JobState.Retrying)]
    [InlineData(JobState.Waiting)]
    public async Task A_job_that_does_not_run_is_cancelled_at_once(JobState state)
    {
        JobId id = await GivenJobInAsync(state);
        Job before = await FindAsync(id);

        Assert.Equal(JobChange.Done, await CancelAsync(id, "the order is gone"));

        await AssertUnchangedAsync(
            before with
            {
                State = JobState.Cancelled, CancelReason = "the order is gone", FinishedAt = Clock.Now, WaitingReason = null,
            },
            id);
    }

    [Theory]
    [InlineData(JobState.Scheduled)]
    [InlineData(JobState.Queued)]
    [InlineData(JobState.Retrying)]
    [InlineData(JobState.Waiting)]
    public async Task Without_retention_it_is_gone_at_once(JobState state)
    {
        JobId id = await GivenJobInAsync(state, AJob() with { Retention = TimeSpan.Zero });

        Assert.Equal(JobChange.Done, await CancelAsync(id));

        await AssertGoneAsync(id);
    }

    [Fact]
    public async Task A_running_job_is_asked_to_stop_and_goes_on()
    {
        LeasedJob job = await GivenRunningAsync();

        Assert.Equal(JobChange.Requested, await CancelAsync(job.Lease.Job, "the order is gone"));

        Job running = await FindAsync(job.Lease.Job);
        Assert.Equal((JobState.Running, "the order is gone"), (running.State, running.CancelReason));
        Assert.True(await UpdateAsync(job.Lease, "1"));
    }

    [Fact]
    public async Task The_first_reason_stands()
    {
        LeasedJob job = await GivenRunningAsync();
        await CancelAsync(job.Lease.Job, "first");

        Assert.Equal(JobChange.Requested, await CancelAsync(job.Lease.Job, "second"));

        Assert.Equal("first", (await FindAsync(job.Lease.Job)).CancelReason);
    }

    [Theory]
    [MemberData(nameof(Every.Ending), MemberType = typeof(Every))]
    public async Task After_a_request_every_ending_but_success_and_failure_is_a_cancellation(Ending ending)
    {
        LeasedJob job = await GivenRunningAsync();
        await CancelAsync(job.Lease.Job, "the order is gone");

        await EndAsync(job, ending);

        Job ended = await FindAsync(job.Lease.Job);
        Assert.Equal(ending.Leads(cancelRequested: true), ended.State);
        Assert.Equal(Clock.Now, ended.FinishedAt);
        if (ended.State == JobState.Cancelled)
        {
            Assert.Equal("the order is gone", ended.CancelReason);
        }
    }

    [Theory]
    [MemberData(nameof(Every.Ending), MemberType = typeof(Every))]
    public async Task A_request_spends_nothing_that_the_ending_does_not(Ending ending)
    {
        LeasedJob job = await GivenRunningAsync();
        await CancelAsync(job.Lease.Job);

        await EndAsync(job, ending);

        Job ended = await FindAsync(job.Lease.Job);
        Assert.Equal(
            (ending.SpendsAttempt() ? 1 : 0, ending == Ending.Interrupted ? 1 : 0), (ended.Attempt, ended.Interruptions));
    }

    [Theory]
    [InlineData(Ending.Released)]
    [InlineData(Ending.Interrupted)]
    [InlineData(Ending.Retried)]
    public async Task After_a_request_a_job_without_retention_is_gone_when_it_ends(Ending ending)
    {
        LeasedJob job = await GivenRunningAsync(AJob() with { Retention = TimeSpan.Zero });
        await CancelAsync(job.Lease.Job);

        await EndAsync(job, ending);

        await AssertGoneAsync(job.Lease.Job);
    }

    [Fact]
    public async Task Each_job_of_a_batch_has_its_own_answer()
    {
        JobId running = (await GivenRunningAsync()).Lease.Job;
        JobId finished = await GivenJobInAsync(JobState.Succeeded);
        JobId queued = await GivenJobAsync();

        IReadOnlyList<JobChange> changes = await Store.Jobs.CancelAsync(
            [finished, NextJobId(), queued, running, queued], "not needed", Cancel);

        Assert.Equal(
            [JobChange.Refused, JobChange.NotFound, JobChange.Done, JobChange.Requested, JobChange.Refused], changes);
    }

    [Fact]
    public async Task A_cancelled_job_is_not_claimed()
    {
        await CancelAsync(await GivenJobAsync());

        Assert.Empty(await ClaimAsync());
    }
}
