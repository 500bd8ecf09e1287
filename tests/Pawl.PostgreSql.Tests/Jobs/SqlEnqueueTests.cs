using System.Text;
using Npgsql;
using Pawl.Storage;
using Pawl.Storage.Contract;

namespace Pawl.PostgreSql.Tests.Jobs;

/// <summary>The function <c>pawl.enqueue</c>, for triggers and other languages.</summary>
public sealed class SqlEnqueueTests : StoreContract<PostgreSqlFixture>
{
    [Fact]
    public async Task A_job_made_in_SQL_is_claimed_like_any_other()
    {
        JobId id = await EnqueueInSqlAsync("""pawl.enqueue('work', '{"userId": 7}', queue => 'main', priority => 3, tags => '{eu,vip}')""");

        LeasedJob job = await ClaimOneAsync(Worker);

        Assert.Equal(id, job.Lease.Job);
        Assert.Equal("""{"userId": 7}""", Encoding.UTF8.GetString(job.Payload.Span));
        Assert.Equal(["eu", "vip"], job.Tags);
    }

    [Fact]
    public async Task It_can_be_scheduled()
    {
        JobId id = await EnqueueInSqlAsync("pawl.enqueue('work', '1', queue => 'main', run_at => pawl.clock() + interval '1 minute')");
        await AssertStateAsync(JobState.Scheduled, id);
        Clock.Advance(Minute);

        await PromoteAsync();

        await AssertStateAsync(JobState.Queued, id);
    }

    [Fact]
    public async Task The_same_request_is_the_same_job_in_SQL_and_in_code()
    {
        JobId id = await EnqueueInSqlAsync("pawl.enqueue('work', '1', queue => 'main', idempotency_key => 'k')");

        Assert.Equal(id, await EnqueueInSqlAsync("pawl.enqueue('work', '1', queue => 'main', idempotency_key => 'k')"));
        Assert.Equal(
            new EnqueueResult(id, EnqueueStatus.Existing),
            await EnqueueAsync(AJob() with { IdempotencyKey = "k", Payload = Encoding.UTF8.GetBytes("1") }));
    }

    [Fact]
    public async Task Another_request_under_a_key_is_refused()
    {
        await EnqueueInSqlAsync("pawl.enqueue('work', '1', queue => 'main', idempotency_key => 'k')");

        var refusal = await Assert.ThrowsAsync<PostgresException>(
            () => EnqueueInSqlAsync("pawl.enqueue('work', '2', queue => 'main', idempotency_key => 'k')"));

        Assert.Equal(PostgresErrorCodes.UniqueViolation, refusal.SqlState);
    }

    [Fact]
    public async Task A_live_job_with_the_unique_key_is_given_back()
    {
        JobId id = await EnqueueInSqlAsync("pawl.enqueue('work', '1', queue => 'main', unique_key => 'u')");

        Assert.Equal(id, await EnqueueInSqlAsync("pawl.enqueue('work', '2', queue => 'main', unique_key => 'u')"));
    }

    [Theory]
    [InlineData("pawl.enqueue('no spaces', '1')")]
    [InlineData("pawl.enqueue('', '1')")]
    [InlineData("pawl.enqueue('work', '1', queue => 'ä')")]
    [InlineData("pawl.enqueue('work', null)")]
    [InlineData("pawl.enqueue('work', to_json(repeat('x', 300000)))")]
    [InlineData("pawl.enqueue('work', '1', retention => '-1 day')")]
    public async Task What_is_wrong_is_refused_with_a_message(string call)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => EnqueueInSqlAsync(call));

        Assert.Equal(PostgresErrorCodes.InvalidParameterValue, refusal.SqlState);
        Assert.StartsWith("pawl.enqueue", refusal.MessageText, StringComparison.Ordinal);
        Assert.Empty(await Store.Queries.CountAsync(Cancel));
    }

    [Fact]
    public async Task A_thousand_in_one_statement_have_a_thousand_ids()
    {
        await EnqueueInSqlAsync("max(pawl.enqueue('work', '1', queue => 'main')) FROM generate_series(1, 1000)");

        Assert.Equal(1_000, (await Store.Queries.CountAsync(Cancel)).Single().Count);
    }

    private async Task<JobId> EnqueueInSqlAsync(string expression)
    {
        await using NpgsqlConnection connection = await Store.ConnectAsync();
        await using var command = new NpgsqlCommand("SELECT " + expression, connection);
        return new JobId((long)(await command.ExecuteScalarAsync(Cancel) ?? 0L));
    }
}
