using Npgsql;
using Pawl.PostgreSql.Jobs;
using Pawl.Storage;

namespace Pawl.PostgreSql.Tests.Jobs;

/// <summary>Calls that share a transaction share no more than they must of what becomes of it.</summary>
public sealed class EnqueueCoalescerTests
{
    private readonly TaskCompletionSource firstIsSent = new();
    private readonly List<int> sizes = [];

    [Fact]
    public async Task Calls_that_wait_together_go_in_one_transaction()
    {
        Task<EnqueueResult[]>[] calls = Enqueue(jobs => [.. jobs.Select(Stored)]);

        Assert.All(await Task.WhenAll(calls), results => Assert.Equal(EnqueueStatus.Stored, Assert.Single(results).Status));
        Assert.Equal([1, 5], sizes);
    }

    [Fact]
    public async Task Calls_that_wait_together_learn_at_once_that_the_server_is_away()
    {
        Task<EnqueueResult[]>[] calls = Enqueue(
            jobs => throw new StoreUnavailableException("away", new NpgsqlException("away", new TimeoutException())));

        foreach (Task<EnqueueResult[]> call in calls)
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(() => call);
        }

        Assert.Equal([1, 5], sizes);
    }

    [Fact]
    public async Task A_job_that_the_server_refuses_does_not_refuse_those_beside_it()
    {
        Task<EnqueueResult[]>[] calls = Enqueue(jobs => jobs.Any(job => job.Type.Value == "job-3")
            ? throw new StoreUnavailableException("refused", new PostgresException("refused", "ERROR", "ERROR", "22P05"))
            : [.. jobs.Select(Stored)]);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => calls[3]);
        Assert.All(
            await Task.WhenAll([.. calls[..3], .. calls[4..]]),
            results => Assert.Equal(EnqueueStatus.Stored, Assert.Single(results).Status));
        Assert.Equal([1, 5, 1, 1, 1, 1, 1], sizes);
    }

    private static NewJob AJob(int number) => new()
    {
        Id = new JobId(number + 1),
        Queue = new QueueName("default"),
        Type = new JobType($"job-{number}"),
        Payload = "{}"u8.ToArray(),
        Retention = TimeSpan.FromDays(1),
        FailedRetention = TimeSpan.FromDays(1),
    };

    private static EnqueueResult Stored(NewJob job) => new(job.Id, EnqueueStatus.Stored);

    /// <summary>Six calls of one job; the first is on its way when the others come.</summary>
    private Task<EnqueueResult[]>[] Enqueue(Func<NewJob[], EnqueueResult[]> insert)
    {
        var coalescer = new EnqueueCoalescer(async jobs =>
        {
            sizes.Add(jobs.Length);
            await firstIsSent.Task;
            return insert(jobs);
        });
        Task<EnqueueResult[]>[] calls =
            [.. Enumerable.Range(0, 6).Select(index => coalescer.EnqueueAsync([AJob(index)]))];
        firstIsSent.SetResult();
        return calls;
    }
}
