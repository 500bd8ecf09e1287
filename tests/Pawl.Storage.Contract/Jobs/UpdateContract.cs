namespace Pawl.Storage.Contract.Jobs;

/// <summary>Checkpoints and progress of running jobs.</summary>
public abstract class UpdateContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    private readonly JobProgress progress = new(3, 10, "größe");

    [Fact]
    public async Task Checkpoint_and_progress_are_stored()
    {
        LeasedJob job = await GivenRunningAsync();

        Assert.True(await UpdateAsync(job.Lease, """{"line":3}""", progress));

        await AssertStoredAsync("""{"line":3}""", progress, job);
    }

    [Fact]
    public async Task What_an_update_does_not_name_stays()
    {
        LeasedJob job = await GivenRunningAsync();
        await UpdateAsync(job.Lease, "1");
        await UpdateAsync(job.Lease, progress: progress);
        await AssertStoredAsync("1", progress, job);

        await UpdateAsync(job.Lease, "2");

        await AssertStoredAsync("2", progress, job);
    }

    [Fact]
    public async Task Progress_may_lack_a_total_and_a_message()
    {
        LeasedJob job = await GivenRunningAsync();
        var bare = new JobProgress(long.MaxValue, null, null);

        await UpdateAsync(job.Lease, progress: bare);

        Assert.Equal(bare, (await FindAsync(job.Lease.Job)).Progress);
    }

    [Fact]
    public async Task An_update_changes_nothing_else()
    {
        LeasedJob job = await GivenRunningAsync();
        Job before = await FindAsync(job.Lease.Job);
        Clock.Advance(Millisecond);

        await UpdateAsync(job.Lease, progress: progress);

        await AssertUnchangedAsync(before with { Progress = progress }, before.Id);
    }

    [Fact]
    public async Task Each_update_stands_alone()
    {
        LeasedJob first = await GivenRunningAsync();
        LeasedJob stale = await GivenRunningAsync();
        LeasedJob last = await GivenRunningAsync();
        await EndAsync(stale, Ending.Snoozed);

        IReadOnlyList<bool> stored = await Store.Leases.UpdateAsync(
            [Checkpoint(first, "1"), Checkpoint(stale, "2"), Checkpoint(last, "3")], Cancel);

        Assert.Equal([true, false, true], stored);
        await AssertStoredAsync("1", null, first);
        await AssertStoredAsync(null, null, stale);
        await AssertStoredAsync("3", null, last);
    }

    [Fact]
    public async Task The_last_update_of_a_job_in_a_batch_stands()
    {
        LeasedJob job = await GivenRunningAsync();

        await Store.Leases.UpdateAsync([Checkpoint(job, "1"), Checkpoint(job, "2")], Cancel);

        await AssertStoredAsync("2", null, job);
    }

    [Theory]
    [MemberData(nameof(Every.Ending), MemberType = typeof(Every))]
    public async Task Every_ending_keeps_checkpoint_and_progress(Ending ending)
    {
        LeasedJob job = await GivenRunningAsync();
        await UpdateAsync(job.Lease, "1", progress);

        await EndAsync(job, ending);

        await AssertStoredAsync("1", progress, job);
    }

    [Fact]
    public async Task The_caller_may_use_its_buffer_again()
    {
        LeasedJob job = await GivenRunningAsync();
        byte[] buffer = "123"u8.ToArray();
        await Store.Leases.UpdateAsync([new LeaseUpdate(job.Lease, buffer, null)], Cancel);

        Array.Clear(buffer);

        await AssertStoredAsync("123", null, job);
    }

    private static LeaseUpdate Checkpoint(LeasedJob job, string checkpoint) => new(job.Lease, Json(checkpoint), null);

    private async Task AssertStoredAsync(string? checkpoint, JobProgress? expected, LeasedJob leased)
    {
        Job job = await FindAsync(leased.Lease.Job);
        Assert.Equal((checkpoint, expected), (Text(job.Details!.Checkpoint), job.Progress));
    }
}
