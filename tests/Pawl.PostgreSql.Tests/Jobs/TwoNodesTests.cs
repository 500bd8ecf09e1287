using Pawl.PostgreSql.Tests.Databases;
using Pawl.Storage;
using Pawl.Storage.Contract;

namespace Pawl.PostgreSql.Tests.Jobs;

/// <summary>Two stores on one database, as two processes have them.</summary>
public sealed class TwoNodesTests : StoreContract<PostgreSqlFixture>
{
    [Fact]
    public async Task Claims_at_the_same_time_never_give_a_job_twice()
    {
        await EnqueueAsync([.. Enumerable.Range(0, 1_000).Select(_ => AJob())]);
        await using PostgreSqlStore other = await Store.OpenSecondAsync();
        WorkerIdentity second = await GivenWorkerAsync();

        IReadOnlyList<LeasedJob>[] claims = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Task.Run(async () =>
            await (number % 2 == 0 ? Store.Leases : other.Leases).ClaimAsync(
                new ClaimRequest
                {
                    Worker = number % 2 == 0 ? Worker : second,
                    Queue = Queue,
                    Types = new HashSet<JobType> { Type },
                    FreeSlots = 25,
                },
                Cancel))));

        JobId[] claimed = [.. claims.SelectMany(claim => claim).Select(job => job.Lease.Job)];
        Assert.Equal(claimed.Length, claimed.Distinct().Count());
        int rest = (await ClaimAsync(freeSlots: 1_000)).Count;
        Assert.Equal(1_000, claimed.Length + rest);
    }

    [Fact]
    public async Task Completing_cancelling_and_reaping_at_the_same_time_end_each_lease_once()
    {
        await EnqueueAsync([.. Enumerable.Range(0, 200).Select(_ => AJob())]);
        IReadOnlyList<LeasedJob> jobs = await ClaimAsync(freeSlots: 200);
        await using PostgreSqlStore other = await Store.OpenSecondAsync();
        Clock.Advance(LeaseDuration);

        Task<IReadOnlyList<CompletionResult>[]> completing = Task.WhenAll(jobs.Chunk(20).Select(batch => Task.Run(async () =>
            await Store.Leases.CompleteAsync(
                [.. batch.Select(job => new Completion(job.Lease, JobOutcome.Succeeded.WithoutResult))], Cancel))));
        Task<IReadOnlyList<ReapedJob>> reaping = Task.Run(async () => await other.Maintenance.ReapAsync(1_000, Cancel));
        Task cancelling = Task.Run(async () =>
            await other.Jobs.CancelAsync([.. jobs.Select(job => job.Lease.Job).Reverse()], "enough", Cancel));
        await Task.WhenAll(completing, reaping, cancelling);

        int recorded = (await completing).SelectMany(results => results).Count(result => result.Status == CompletionStatus.Recorded);
        int reaped = (await reaping).Count + (await ReapAsync()).Count;
        Assert.Equal(200, recorded + reaped);
    }

    [Fact]
    public async Task Hundreds_of_callers_at_once_have_each_job_stored_and_counted_once()
    {
        NewJob[] jobs = [.. Enumerable.Range(0, 900).Select(_ => AJob())];

        IReadOnlyList<EnqueueResult>[] results = await Task.WhenAll(
            jobs.Select(job => Store.Jobs.EnqueueAsync([job], Cancel).AsTask()));

        Assert.Equal(jobs.Select(job => new EnqueueResult(job.Id, EnqueueStatus.Stored)), results.Select(result => result[0]));
        Assert.Equal(await Store.RecountAsync(), await Store.Queries.CountAsync(Cancel));
    }

    [Fact]
    public async Task One_request_from_many_callers_is_one_job()
    {
        await using PostgreSqlStore other = await Store.OpenSecondAsync();
        NewJob[] requests = [.. Enumerable.Range(0, 20).Select(_ => AJob() with { IdempotencyKey = "k", Unique = new UniqueJob("u") })];

        IReadOnlyList<EnqueueResult>[] results = await Task.WhenAll(requests.Select((request, number) => Task.Run(async () =>
            await (number % 2 == 0 ? Store.Jobs : other.Jobs).EnqueueAsync([request], Cancel))));

        EnqueueResult stored = results.Select(result => result[0]).Single(result => result.Status == EnqueueStatus.Stored);
        Assert.All(results, result => Assert.Equal(stored.Id, result[0].Id));
    }
}
