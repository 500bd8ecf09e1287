using Npgsql;
using Pawl.Storage.Contract.Jobs;

namespace Pawl.PostgreSql.Tests.Jobs;

public sealed class RefusedJobTests : RefusedJobContract<PostgreSqlFixture>
{
    protected override Task RefuseChangesOfAsync(JobId job) => ChangeAsync(
        $"""
        CREATE OR REPLACE FUNCTION pawl.stone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'planted'; END $$;
        CREATE OR REPLACE TRIGGER stone BEFORE UPDATE ON pawl.job FOR EACH ROW WHEN (OLD.id = {job.Value}) EXECUTE FUNCTION pawl.stone();
        """);

    protected override Task RefuseNothingAsync() => ChangeAsync("DROP TRIGGER stone ON pawl.job;");

    private async Task ChangeAsync(string sql)
    {
        await using NpgsqlConnection connection = await Store.ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
