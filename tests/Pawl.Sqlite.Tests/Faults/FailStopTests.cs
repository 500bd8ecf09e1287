using Pawl.PowerCuts.Disk;
using Pawl.Sqlite.Tests.Files;
using Pawl.Storage;
using SQLitePCL;

namespace Pawl.Sqlite.Tests.Faults;

public sealed class FailStopTests : IDisposable
{
    private const int SyncFailed = raw.SQLITE_IOERR | (4 << 8);
    private const int LockFailed = raw.SQLITE_IOERR | (20 << 8);
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly StoreFile file = new();
    private readonly FaultyDisk disk;

    public FailStopTests() => disk = new FaultyDisk(file);

    public void Dispose()
    {
        disk.Dispose();
        file.Dispose();
    }

    [Fact]
    public async Task A_failed_sync_at_commit_is_answered_with_unknown()
    {
        await using SqliteStore store = await file.OpenAsync();
        disk.Break((operation, _) => operation == DiskOperation.Sync ? SyncFailed : 0);

        var unknown = await Assert.ThrowsAsync<OutcomeUnknownException>(
            async () => await store.Jobs.EnqueueAsync([file.NewJob()], Cancel));

        Assert.Contains("wholly or not at all", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_failed_sync_the_store_has_stopped_and_takes_no_more_work()
    {
        await using SqliteStore store = await file.OpenAsync();
        disk.Break((operation, _) => operation == DiskOperation.Sync ? SyncFailed : 0);
        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await store.Jobs.EnqueueAsync([file.NewJob()], Cancel));
        disk.Repair();

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.Jobs.EnqueueAsync([file.NewJob()], Cancel));

        StoreException reason = await store.Lifecycle.Failed.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Contains("stopped itself", reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opened_again_after_a_failed_sync_the_store_has_all_that_was_acknowledged_and_goes_on()
    {
        NewJob acknowledged = file.NewJob();
        NewJob unknown = file.NewJob();
        await using (SqliteStore store = await file.OpenAsync())
        {
            await store.Jobs.EnqueueAsync([acknowledged], Cancel);
            disk.Break((operation, _) => operation == DiskOperation.Sync ? SyncFailed : 0);
            await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await store.Jobs.EnqueueAsync([unknown], Cancel));
        }

        disk.Repair();
        await using SqliteStore again = await file.OpenAsync();

        Assert.NotNull((await again.Queries.FindAsync([acknowledged.Id], Cancel))[0]);
        EnqueueResult repeated = (await again.Jobs.EnqueueAsync([unknown], Cancel))[0];
        Assert.Equal(unknown.Id, repeated.Id);
        Assert.Single(await again.Queries.FindAsync([unknown.Id], Cancel), job => job is not null);
    }

    [Fact]
    public async Task A_disk_that_is_full_at_commit_is_no_reason_to_stop()
    {
        await using SqliteStore store = await file.OpenAsync();
        disk.Break((operation, _) => operation == DiskOperation.Write ? raw.SQLITE_FULL : 0);

        await Assert.ThrowsAsync<StoreFullException>(async () => await store.Jobs.EnqueueAsync([file.NewJob()], Cancel));

        disk.Repair();
        Assert.Equal(EnqueueStatus.Stored, (await store.Jobs.EnqueueAsync([file.NewJob()], Cancel))[0].Status);
        Assert.False(store.Lifecycle.Failed.IsCompleted);
    }

    [Fact]
    public async Task A_claim_does_not_wait_for_the_disk_and_an_enqueue_beside_it_does()
    {
        await using SqliteStore store = await file.OpenAsync();
        NewJob job = file.NewJob();
        await store.Jobs.EnqueueAsync([job], Cancel);
        var worker = new WorkerIdentity(new WorkerId(1), 42);
        var types = new HashSet<JobType> { job.Type };
        NodeMembership node = await store.Cluster.JoinAsync(new NewNode("test", 1, TimeSpan.FromHours(1)), Cancel);
        await store.Cluster.AddWorkerAsync(
            new NewWorker(worker, node, "test", job.Queue, 1, types, TimeSpan.FromHours(1)), Cancel);
        disk.Break((operation, _) => operation == DiskOperation.Sync ? SyncFailed : 0);

        IReadOnlyList<LeasedJob> claimed = await store.Leases.ClaimAsync(
            new ClaimRequest { Worker = worker, Queue = job.Queue, Types = types, FreeSlots = 1 }, Cancel);

        Assert.Equal(job.Id, Assert.Single(claimed).Lease.Job);
        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await store.Jobs.EnqueueAsync([file.NewJob()], Cancel));
    }

    [Fact]
    public async Task A_caller_whose_transaction_cannot_even_begin_is_answered()
    {
        await using SqliteStore store = await file.OpenAsync();
        disk.Break((operation, _) => operation == DiskOperation.LockIndex ? LockFailed : 0);

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(
            async () => await store.Jobs.EnqueueAsync([file.NewJob()], Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancel));

        Assert.Contains("stopped itself", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_that_is_full_when_the_log_is_to_be_copied_is_no_reason_to_stop()
    {
        await using SqliteStore store = await file.OpenAsync(framesBeforeCheckpoint: 1);
        disk.Break((operation, path) => operation == DiskOperation.Write && path == file.Path ? raw.SQLITE_FULL : 0);

        await store.Jobs.EnqueueAsync([file.NewJob()], Cancel);
        await store.Jobs.EnqueueAsync([file.NewJob()], Cancel);

        Assert.False(store.Lifecycle.Failed.IsCompleted);
    }

    [Fact]
    public async Task A_store_on_a_full_disk_closes_without_complaint_and_opens_again_with_all_it_had()
    {
        NewJob job = file.NewJob();
        await using (SqliteStore store = await file.OpenAsync())
        {
            await store.Jobs.EnqueueAsync([job], Cancel);
            disk.Break((operation, _) => operation == DiskOperation.Write ? raw.SQLITE_FULL : 0);
        }

        disk.Repair();
        await using SqliteStore again = await file.OpenAsync();

        Assert.NotNull((await again.Queries.FindAsync([job.Id], Cancel))[0]);
    }
}
