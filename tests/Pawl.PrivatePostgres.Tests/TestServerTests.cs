using Npgsql;

namespace Pawl.PrivatePostgres.Tests;

public sealed class TestServerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_test_gets_an_empty_database_of_its_own()
    {
        await using TestServer server = await TestServer.StartAsync(Cancellation);
        string first = await server.CreateDatabaseAsync(Cancellation);
        string second = await server.CreateDatabaseAsync(Cancellation);

        await ExecuteAsync(first, "CREATE TABLE t (n int)");
        await ExecuteAsync(second, "CREATE TABLE t (n int)");
        await server.DropDatabaseAsync(first, Cancellation);
        await server.DropDatabaseAsync(second, Cancellation);

        await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(first, "SELECT 1"));
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
