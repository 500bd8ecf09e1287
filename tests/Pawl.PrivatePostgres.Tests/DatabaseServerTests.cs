using Npgsql;

namespace Pawl.PrivatePostgres.Tests;

public sealed class DatabaseServerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Databases_are_apart_from_each_other_and_gone_when_dropped()
    {
        await using DatabaseServer server = await DatabaseServer.StartAsync(
            DatabaseServer.Given, ServerSettings.Hasty, Cancellation);
        string first = await server.CreateDatabaseAsync(Cancellation);
        string second = await server.CreateDatabaseAsync(Cancellation);

        await ExecuteAsync(first, "CREATE TABLE t (n int)");
        await ExecuteAsync(second, "CREATE TABLE t (n int)");
        await server.DropDatabaseAsync(first, Cancellation);
        await server.DropDatabaseAsync(second, Cancellation);

        await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(first, "SELECT 1"));
    }

    [Fact]
    public async Task A_database_that_is_there_is_found_as_it_was_left()
    {
        await using DatabaseServer server = await DatabaseServer.StartAsync(
            DatabaseServer.Given, ServerSettings.Hasty, Cancellation);
        const string name = "pawl_test_found";

        await ExecuteAsync(await server.FindOrCreateDatabaseAsync(name, Cancellation), "CREATE TABLE t (n int)");
        string found = await server.FindOrCreateDatabaseAsync(name, Cancellation);
        await ExecuteAsync(found, "SELECT n FROM t");
        await server.DropDatabaseAsync(found, Cancellation);
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
