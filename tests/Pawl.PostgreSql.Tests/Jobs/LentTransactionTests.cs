using Npgsql;
using Pawl.Storage;
using Pawl.Storage.Contract;

namespace Pawl.PostgreSql.Tests.Jobs;

/// <summary>Transactions that are lent to application code, which is synchronous.</summary>
public sealed class LentTransactionTests : StoreContract<PostgreSqlFixture>
{
    /// <summary>The pool adds a thread or two a second when all of them wait, so this many would take it half a minute.</summary>
    private const int Jobs = 48;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task What_waits_for_the_server_before_the_application_code_runs_keeps_no_thread()
    {
        await EnqueueAsync([.. Enumerable.Range(0, Jobs).Select(_ => AJob())]);
        IReadOnlyList<LeasedJob> jobs = await ClaimAsync(freeSlots: Jobs);
        await using NpgsqlConnection other = await Store.ConnectAsync();
        await using NpgsqlTransaction obstacle = await other.BeginTransactionAsync(Cancel);
        await using var locking = new NpgsqlCommand("SELECT FROM pawl.lease FOR UPDATE", other);
        await locking.ExecuteNonQueryAsync(Cancel);

        Task<CompletionResult>[] completing =
            [.. jobs.Select(job => CompleteAsync(job.Lease, Ending.Succeeded.ToOutcome(), work: _ => { }))];
        await WhenAllWaitAsync();
        await obstacle.CommitAsync(Cancel);

        Assert.All(await Task.WhenAll(completing), result => Assert.Equal(CompletionStatus.Recorded, result.Status));
    }

    private async Task WhenAllWaitAsync()
    {
        await using NpgsqlConnection watcher = await Store.ConnectAsync();
        await using var command = new NpgsqlCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'", watcher);
        long waiting = 0;
        long begun = TimeProvider.System.GetTimestamp();
        while (waiting < Jobs && TimeProvider.System.GetElapsedTime(begun) < Patience)
        {
            waiting = await command.ExecuteScalarAsync(Cancel) is long count ? count : 0;
        }

        Assert.Equal(Jobs, waiting);
    }
}
