namespace Pawl.Storage.Contract.Cluster;

/// <summary>Workers come and go.</summary>
public abstract class WorkerContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    [Fact]
    public async Task A_worker_is_listed_as_it_was_added()
    {
        Clock.Advance(Millisecond);
        WorkerIdentity identity = NextWorkerIdentity();
        await Store.Cluster.AddWorkerAsync(
            new NewWorker(identity, Node, "host-9 4711", "mail", 3, Types("a", "b"), Minute), Cancel);

        Worker worker = (await Store.Cluster.ListWorkersAsync(Cancel))[0];

        Assert.Equal(new Worker(identity.Id, "host-9 4711", "mail", 3, Clock.Now, Clock.Now + Minute), worker);
    }

    [Fact]
    public async Task The_newest_worker_is_listed_first()
    {
        Clock.Advance(Millisecond);
        WorkerIdentity second = await GivenWorkerAsync();
        Clock.Advance(Millisecond);
        WorkerIdentity third = await GivenWorkerAsync();

        Assert.Equal(
            [third.Id, second.Id, Worker.Id], (await Store.Cluster.ListWorkersAsync(Cancel)).Select(worker => worker.Id));
    }

    [Fact]
    public async Task A_worker_that_is_late_is_listed_until_it_is_reaped()
    {
        Clock.Advance(LeaseDuration * 2);

        Assert.Single(await Store.Cluster.ListWorkersAsync(Cancel));
        await ReapAsync();
        Assert.Empty(await Store.Cluster.ListWorkersAsync(Cancel));
    }

    [Fact]
    public async Task A_removed_worker_without_jobs_is_gone_at_once()
    {
        await Store.Cluster.RemoveWorkerAsync(Worker, Cancel);

        Assert.Empty(await Store.Cluster.ListWorkersAsync(Cancel));
        Assert.Empty(await ReapAsync());
    }

    [Fact]
    public async Task A_removed_worker_with_jobs_loses_them_to_the_next_reap()
    {
        LeasedJob job = await GivenRunningAsync();

        await Store.Cluster.RemoveWorkerAsync(Worker, Cancel);

        await AssertStateAsync(JobState.Running, job.Lease.Job);
        Assert.Equal(job.Lease.Job, Assert.Single(await ReapAsync()).Id);
        Assert.Empty(await Store.Cluster.ListWorkersAsync(Cancel));
    }

    [Fact]
    public async Task A_removed_worker_may_still_end_its_jobs_until_it_is_reaped()
    {
        LeasedJob job = await GivenRunningAsync();
        await Store.Cluster.RemoveWorkerAsync(Worker, Cancel);

        await EndAsync(job, Ending.Succeeded);

        Assert.Empty(await ReapAsync());
        Assert.Empty(await Store.Cluster.ListWorkersAsync(Cancel));
    }

    [Fact]
    public async Task Removing_a_worker_that_is_not_there_is_harmless()
    {
        await Store.Cluster.RemoveWorkerAsync(NextWorkerIdentity(), Cancel);
        await Store.Cluster.RemoveWorkerAsync(Worker with { Nonce = Worker.Nonce + 1 }, Cancel);

        Assert.Single(await Store.Cluster.ListWorkersAsync(Cancel));
    }

    [Fact]
    public async Task Removing_one_worker_leaves_the_others_their_jobs()
    {
        WorkerIdentity other = await GivenWorkerAsync();
        LeasedJob job = await GivenRunningAsync();

        await CrashAsync(other);

        await EndAsync(job, Ending.Succeeded);
    }

    [Fact]
    public async Task No_more_than_a_thousand_workers_are_listed()
    {
        await Task.WhenAll(Enumerable.Range(0, 1_001).Select(_ => GivenWorkerAsync()));

        Assert.Equal(1_000, (await Store.Cluster.ListWorkersAsync(Cancel)).Count);
    }
}
