namespace Pawl.Storage.Contract.Jobs;

/// <summary>Deleting: whatever does not run, without a trace.</summary>
public abstract class DeleteContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    [Theory]
    [MemberData(nameof(Every.StateNotRunning), MemberType = typeof(Every))]
    public async Task A_deleted_job_is_gone_from_everywhere(JobState state)
    {
        JobId id = await GivenJobInAsync(state);

        Assert.Equal(JobChange.Done, await DeleteAsync(id));

        await AssertGoneAsync(id);
        Assert.Empty((await Store.Queries.ListAsync(new JobQuery(), Cancel)).Jobs);
        Assert.Empty(await Store.Queries.CountAsync(Cancel));
        Assert.Equal(new PromoteResult(0, null), await PromoteAsync());
        Assert.Empty(await ClaimAsync());
    }

    [Fact]
    public async Task A_running_job_is_not_deleted()
    {
        LeasedJob job = await GivenRunningAsync();

        Assert.Equal(JobChange.Refused, await DeleteAsync(job.Lease.Job));

        await EndAsync(job, Ending.Succeeded);
    }

    [Fact]
    public async Task Its_id_may_be_used_again()
    {
        JobId id = await GivenJobAsync();
        await DeleteAsync(id);

        await GivenAsync(AJob() with { Id = id });
    }

    [Fact]
    public async Task Each_job_of_a_batch_has_its_own_answer()
    {
        JobId running = (await GivenRunningAsync()).Lease.Job;
        JobId queued = await GivenJobAsync();

        IReadOnlyList<JobChange> changes = await Store.Jobs.DeleteAsync([running, queued, queued], Cancel);

        Assert.Equal([JobChange.Refused, JobChange.Done, JobChange.NotFound], changes);
    }
}
