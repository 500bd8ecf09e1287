using System.Text;
using Npgsql;
using Pawl.PostgreSql.Tests.Databases;
using Pawl.Storage;
using Pawl.Storage.Contract;

namespace Pawl.PostgreSql.Tests.Jobs;

/// <summary>Transactions of the application's own: jobs and completions happen with them, or not at all.</summary>
public sealed class EnlistTests : StoreContract<PostgreSqlFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_exists_when_its_transaction_commits_and_never_did_when_it_does_not(bool commits)
    {
        NewJob job = AJob();
        await using NpgsqlConnection connection = await Store.ConnectAsync();
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Cancel);

        IReadOnlyList<EnqueueResult> results = await Store.Enlistment.EnqueueAsync(transaction, [job], Cancel);
        await AssertGoneAsync(job.Id);
        await (commits ? transaction.CommitAsync(Cancel) : transaction.RollbackAsync(Cancel));

        Assert.Equal([new EnqueueResult(job.Id, EnqueueStatus.Stored)], results);
        Assert.Equal(commits ? JobState.Queued : null, (await TryFindAsync(job.Id))?.State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_completion_is_recorded_when_its_transaction_commits_and_not_when_it_does_not(bool commits)
    {
        LeasedJob job = await GivenRunningAsync();
        await using NpgsqlConnection connection = await Store.ConnectAsync();
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Cancel);

        Assert.True(await Store.Enlistment.CompleteAsync(transaction, job.Lease, Cancel));
        await AssertStateAsync(JobState.Running, job.Lease.Job);
        await (commits ? transaction.CommitAsync(Cancel) : transaction.RollbackAsync(Cancel));

        await AssertStateAsync(commits ? JobState.Succeeded : JobState.Running, job.Lease.Job);
    }

    [Fact]
    public async Task A_stale_holder_completes_nothing_in_its_own_transaction_either()
    {
        LeasedJob job = await GivenRunningAsync();
        Clock.Advance(LeaseDuration);
        await ReapAsync();
        await using NpgsqlConnection connection = await Store.ConnectAsync();
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Cancel);

        Assert.False(await Store.Enlistment.CompleteAsync(transaction, job.Lease, Cancel));
        await transaction.CommitAsync(Cancel);

        await AssertStateAsync(JobState.Queued, job.Lease.Job);
    }

    [Fact]
    public async Task A_refused_job_leaves_the_transaction_usable()
    {
        NewJob first = AJob() with { IdempotencyKey = "k" };
        await GivenAsync(first);
        NewJob other = AJob() with { IdempotencyKey = "k", Payload = Encoding.UTF8.GetBytes("\"other\"") };
        NewJob next = AJob();
        await using NpgsqlConnection connection = await Store.ConnectAsync();
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Cancel);

        IReadOnlyList<EnqueueResult> refused = await Store.Enlistment.EnqueueAsync(transaction, [AJob(), other], Cancel);
        await Store.Enlistment.EnqueueAsync(transaction, [next], Cancel);
        await transaction.CommitAsync(Cancel);

        Assert.Equal([EnqueueStatus.NotStored, EnqueueStatus.IdempotencyConflict], refused.Select(result => result.Status));
        await AssertStateAsync(JobState.Queued, next.Id);
    }

    [Fact]
    public async Task A_transaction_on_another_database_is_refused_by_name()
    {
        await using var connection = new NpgsqlConnection(await TestDatabase.CreateBareAsync());
        await connection.OpenAsync(Cancel);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Cancel);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await Store.Enlistment.EnqueueAsync(transaction, [AJob()], Cancel));

        Assert.Contains(connection.Database, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_that_has_ended_is_refused()
    {
        await using NpgsqlConnection connection = await Store.ConnectAsync();
        NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Cancel);
        await transaction.CommitAsync(Cancel);

        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await Store.Enlistment.EnqueueAsync(transaction, [AJob()], Cancel));
    }
}
