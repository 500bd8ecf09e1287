namespace Pawl.Storage.Contract.Jobs;

/// <summary>Giving jobs that have not started another time.</summary>
public abstract class RescheduleContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    [Theory]
    [InlineData(JobState.Scheduled, 1)]
    [InlineData(JobState.Queued, 1)]
    [InlineData(JobState.Retrying, 1)]
    [InlineData(JobState.Waiting, 1)]
    [InlineData(JobState.Scheduled, 0)]
    [InlineData(JobState.Queued, 0)]
    [InlineData(JobState.Retrying, 0)]
    [InlineData(JobState.Waiting, 0)]
    public async Task A_job_is_scheduled_for_a_time_to_come_and_queued_for_one_that_has(JobState state, int millisecondsFromNow)
    {
        JobId id = await GivenJobInAsync(state);
        Job before = await FindAsync(id);
        Clock.Advance(Minute);
        DateTimeOffset runAt = Clock.Now.AddMilliseconds(millisecondsFromNow);

        Assert.Equal(JobChange.Done, await RescheduleAsync(id, runAt));

        JobState expected = millisecondsFromNow > 0 ? JobState.Scheduled : JobState.Queued;
        await AssertUnchangedAsync(before with { State = expected, RunAt = runAt, WaitingReason = null }, id);
    }

    [Fact]
    public async Task A_rescheduled_job_is_claimed_at_its_new_time_and_not_before()
    {
        JobId id = await GivenJobAsync();
        await RescheduleAsync(id, Clock.Now + 2 * Millisecond);
        Clock.Advance(Millisecond);
        await PromoteAsync();
        Assert.Empty(await ClaimAsync());
        Clock.Advance(Millisecond);

        await PromoteAsync();

        Assert.Equal(id, (await ClaimOneAsync()).Lease.Job);
    }

    [Fact]
    public async Task A_time_that_is_long_past_is_now_so_that_nobody_is_overtaken()
    {
        await GivenJobAsync();
        Clock.Advance(Millisecond);
        JobId id = await GivenJobAsync();

        await RescheduleAsync(id, Clock.Now - Minute);

        Assert.Equal(Clock.Now, (await FindAsync(id)).RunAt);
        Assert.NotEqual(id, (await ClaimOneAsync()).Lease.Job);
    }

    [Theory]
    [InlineData(JobState.Running)]
    [InlineData(JobState.Succeeded)]
    [InlineData(JobState.Failed)]
    [InlineData(JobState.Cancelled)]
    public async Task What_runs_or_has_finished_has_no_other_time(JobState state)
    {
        JobId id = await GivenJobInAsync(state);
        Job before = await FindAsync(id);

        Assert.Equal(JobChange.Refused, await RescheduleAsync(id, Clock.Now + Minute));

        await AssertUnchangedAsync(before, id);
    }

    [Fact]
    public async Task Each_job_of_a_batch_has_its_own_answer()
    {
        JobId running = (await GivenRunningAsync()).Lease.Job;
        JobId queued = await GivenJobAsync();

        IReadOnlyList<JobChange> changes = await Store.Jobs.RescheduleAsync(
            [running, queued, NextJobId()], Clock.Now + Minute, Cancel);

        Assert.Equal([JobChange.Refused, JobChange.Done, JobChange.NotFound], changes);
    }
}
