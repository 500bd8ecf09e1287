using Npgsql;
using Pawl.Storage;
using Pawl.Storage.Contract;

namespace Pawl.PostgreSql.Tests.Jobs;

/// <summary>Many jobs go in by COPY: all of them or none.</summary>
public sealed class BulkEnqueueTests : StoreContract<PostgreSqlFixture>
{
    [Theory]
    [InlineData("RAISE EXCEPTION 'planted'", "planted")]
    [InlineData("PERFORM pg_terminate_backend(pg_backend_pid())", "nothing was done")]
    public async Task A_server_that_ends_it_in_the_midst_has_stored_nothing(string statement, string message)
    {
        NewJob[] batch = [.. Enumerable.Range(0, 2_000).Select(_ => AJob())];
        await ChangeAsync(
            $"""
            CREATE OR REPLACE FUNCTION pawl.stone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {statement}; RETURN NEW; END $$;
            CREATE TRIGGER stone BEFORE INSERT ON pawl.job
                FOR EACH ROW WHEN (NEW.id = {batch[1_000].Id.Value}) EXECUTE FUNCTION pawl.stone()
            """);

        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(() => EnqueueAsync(batch));

        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await Store.Queries.CountAsync(Cancel));
        await ChangeAsync("DROP TRIGGER stone ON pawl.job");
        Assert.All(await EnqueueAsync(batch), result => Assert.Equal(EnqueueStatus.Stored, result.Status));
    }

    private async Task ChangeAsync(string sql)
    {
        await using NpgsqlConnection connection = await Store.ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
