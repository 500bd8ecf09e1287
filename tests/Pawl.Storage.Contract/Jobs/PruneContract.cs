namespace Pawl.Storage.Contract.Jobs;

/// <summary>Retention: finished jobs stay as long as they were promised to, and no longer.</summary>
public abstract class PruneContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    [Theory]
    [InlineData(JobState.Succeeded, -1)]
    [InlineData(JobState.Succeeded, 0)]
    [InlineData(JobState.Cancelled, -1)]
    [InlineData(JobState.Cancelled, 0)]
    [InlineData(JobState.Failed, -1)]
    [InlineData(JobState.Failed, 0)]
    public async Task A_finished_job_is_kept_until_its_retention_is_over(JobState state, int millisecondsPast)
    {
        JobId id = await GivenJobInAsync(state);
        TimeSpan retention = state == JobState.Failed ? FailedRetention : Retention;
        Clock.Advance(retention + TimeSpan.FromMilliseconds(millisecondsPast));

        Assert.Equal(millisecondsPast < 0 ? 0 : 1, await PruneAsync());

        Assert.Equal(millisecondsPast < 0 ? state : null, (await TryFindAsync(id))?.State);
    }

    [Theory]
    [MemberData(nameof(Every.LiveState), MemberType = typeof(Every))]
    public async Task A_live_job_is_never_pruned(JobState state)
    {
        JobId id = await GivenJobInAsync(state);
        Clock.Advance(TimeSpan.FromDays(3_650));

        Assert.Equal(0, await PruneAsync());

        await AssertStateAsync(state, id);
    }

    [Fact]
    public async Task Each_job_has_its_own_retention()
    {
        JobId shorter = await GivenJobInAsync(JobState.Succeeded, AJob() with { Retention = Minute });
        JobId longer = await GivenJobInAsync(JobState.Succeeded, AJob() with { Retention = 2 * Minute });
        Clock.Advance(Minute);

        Assert.Equal(1, await PruneAsync());

        await AssertGoneAsync(shorter);
        await AssertStateAsync(JobState.Succeeded, longer);
    }

    [Fact]
    public async Task Retention_counts_from_the_end()
    {
        LeasedJob job = await GivenRunningAsync();
        Clock.Advance(Retention);
        await EndAsync(job, Ending.Succeeded);

        Assert.Equal(0, await PruneAsync());
    }

    [Fact]
    public async Task A_retried_job_is_not_pruned_for_its_earlier_end()
    {
        JobId id = await GivenJobInAsync(JobState.Failed);
        Clock.Advance(FailedRetention);
        await RetryAsync(id);

        Assert.Equal(0, await PruneAsync());
        await AssertStateAsync(JobState.Queued, id);
    }

    [Fact]
    public async Task The_limit_bounds_a_call()
    {
        await EnqueueAsync([.. Enumerable.Range(0, 25).Select(_ => AJob())]);
        foreach (LeasedJob job in await ClaimAsync(freeSlots: 25))
        {
            await EndAsync(job, Ending.Succeeded);
        }

        Clock.Advance(Retention);

        foreach (int expected in (int[])[10, 10, 5, 0])
        {
            Assert.Equal(expected, await PruneAsync(limit: 10));
        }
    }

    [Fact]
    public async Task Where_nothing_is_past_there_is_no_more()
    {
        await GivenJobInAsync(JobState.Succeeded);

        Assert.Equal(1, await PruneAllAsync(limit: 1));
    }

    [Fact]
    public async Task There_is_more_until_all_jobs_are_gone()
    {
        await EnqueueAsync([.. Enumerable.Range(0, 25).Select(_ => AJob())]);
        foreach (LeasedJob job in await ClaimAsync(freeSlots: 25))
        {
            await EndAsync(job, Ending.Succeeded);
        }

        Clock.Advance(Retention);

        Assert.Equal(3, await PruneAllAsync(limit: 10));
        Assert.Empty(await Store.Queries.CountAsync(Cancel));
    }
}
