using System.Globalization;
using Npgsql;

namespace Pawl.PrivatePostgres;

/// <summary>The server of a test project: the one that the environment variable <c>PAWL_TEST_POSTGRES</c> gives a connection
/// string of, or else a private one.</summary>
public sealed class TestServer : IAsyncDisposable
{
    /// <summary>What is in it is thrown away, so nothing need reach a disk.</summary>
    private static readonly Dictionary<string, string> Hasty = new()
    {
        ["fsync"] = "off",
        ["full_page_writes"] = "off",
        ["synchronous_commit"] = "off",
        ["max_connections"] = "300",
    };

    private static int databases;

    private readonly PrivateServer? owned;
    private readonly string connectionString;

    private TestServer(string connectionString, PrivateServer? owned)
    {
        this.connectionString = connectionString;
        this.owned = owned;
    }

    /// <summary>Connects to the server that is given, or starts one.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The server.</returns>
    public static async Task<TestServer> StartAsync(CancellationToken cancellationToken = default)
    {
        if (Environment.GetEnvironmentVariable("PAWL_TEST_POSTGRES") is { Length: > 0 } given)
        {
            return new TestServer(given, owned: null);
        }

        PrivateServer server = await PrivateServer.StartNewAsync(Hasty, cancellationToken);
        return new TestServer(server.ConnectionString(), server);
    }

    /// <summary>Creates an empty database under a name of its own.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How to reach it.</returns>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken = default)
    {
        string name = string.Create(
            CultureInfo.InvariantCulture, $"pawl_test_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}");
        await ExecuteAsync($"CREATE DATABASE {name}", cancellationToken);
        return new NpgsqlConnectionStringBuilder(connectionString) { Database = name }.ToString();
    }

    /// <summary>Drops a database that <see cref="CreateDatabaseAsync"/> made, whoever is connected.</summary>
    /// <param name="database">How it was reached.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The wait.</returns>
    public Task DropDatabaseAsync(string database, CancellationToken cancellationToken = default) =>
        ExecuteAsync(
            $"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(database).Database} WITH (FORCE)", cancellationToken);

    /// <summary>Ends the server, if it is a private one.</summary>
    /// <returns>The wait.</returns>
    public async ValueTask DisposeAsync()
    {
        if (owned is not null)
        {
            await owned.DisposeAsync();
        }
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
