using System.Data.Common;
using Microsoft.Extensions.Hosting;

namespace Pawl.Hosting.Tests.Running;

/// <summary>The application's own rows, in the transactions of its jobs.</summary>
public sealed class TransactionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task An_effect_and_done_commit_together_with_what_follows()
    {
        await using PawlHost pawl = await StartAsync(host =>
        {
            host.MapJob(async (Count job, JobContext context) => await context.CompleteAsync(
                transaction =>
                {
                    Execute(transaction, $"INSERT INTO total VALUES ({job.Value})");
                    transaction.Enqueue(new Next(job.Value));
                },
                context.CancellationToken));
            host.MapJob((Next job) => Task.FromResult(job.Value * 2));
        });

        JobHandle handle = await pawl.Jobs.EnqueueAsync(new Count(21), cancellationToken: Token);
        Job done = await handle.WaitAsync(Token);
        Job next = Assert.Single((await pawl.Jobs.ListAsync(new() { Type = "test.next" }, Token)).Jobs);

        Assert.Equal(JobState.Succeeded, done.State);
        Assert.Equal(42, await pawl.Jobs.GetResultAsync<int>(next.Id, Token));
        Assert.Equal(1, await RowsAsync(pawl));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_effect_that_fails_leaves_neither_row_nor_done()
    {
        await using PawlHost pawl = await StartAsync(host => host.MapJob(async (Count job, JobContext context) =>
            await context.CompleteAsync(
                transaction =>
                {
                    Execute(transaction, $"INSERT INTO total VALUES ({job.Value})");
                    if (context.Attempt == 1)
                    {
                        throw new TimeoutException("half-way");
                    }
                },
                context.CancellationToken)).WithRetry(RetryPolicy.Fixed(2, TimeSpan.Zero)));

        JobHandle handle = await pawl.Jobs.EnqueueAsync(new Count(1), cancellationToken: Token);
        Job done = await handle.WaitAsync(Token);

        Assert.Equal((JobState.Succeeded, 2), (done.State, done.Attempt));
        Assert.Equal("half-way", Assert.Single(done.Details!.Failures).Error.Message);
        Assert.Equal(1, await RowsAsync(pawl));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_transaction_that_throws_leaves_neither_rows_nor_jobs()
    {
        await using PawlHost pawl = await StartAsync(_ => { });

        var thrown = await Assert.ThrowsAsync<TimeoutException>(() => pawl.Jobs.TransactAsync(
            transaction =>
            {
                Execute(transaction, "INSERT INTO total VALUES (1)");
                transaction.Enqueue(new Next(1));
                throw new TimeoutException("half-way");
            },
            Token));
        await pawl.Jobs.TransactAsync(transaction => Execute(transaction, "INSERT INTO total VALUES (2)"), Token);

        Assert.Equal("half-way", thrown.Message);
        Assert.Empty(await pawl.Jobs.CountAsync(Token));
        Assert.Equal(1, await RowsAsync(pawl));
    }

    private static async Task<PawlHost> StartAsync(Action<IHost> map)
    {
        PawlHost pawl = await PawlHost.StartAsync(builder => builder.AddWorker(), map);
        await pawl.Jobs.TransactAsync(transaction => Execute(transaction, "CREATE TABLE total (value INTEGER)"), Token);
        return pawl;
    }

    private static async Task<long> RowsAsync(PawlHost pawl)
    {
        long rows = -1;
        await pawl.Jobs.TransactAsync(
            transaction =>
            {
                using DbCommand command = transaction.Connection.CreateCommand();
                command.CommandText = "SELECT count(*) FROM total";
                rows = (long)command.ExecuteScalar()!;
            },
            Token);
        return rows;
    }

    private static void Execute(JobTransaction transaction, string sql)
    {
        using DbCommand command = transaction.Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed record Count(int Value) : IJob;

    [Job("test.next")]
    private sealed record Next(int Value) : IJob<int>;
}
