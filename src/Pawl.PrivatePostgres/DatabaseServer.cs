using System.Security.Cryptography;
using Npgsql;

namespace Pawl.PrivatePostgres;

/// <summary>A server to make databases on: one that is given, or else a private one, which ends with this.</summary>
public sealed class DatabaseServer : IAsyncDisposable
{
    private readonly PrivateServer? owned;

    private DatabaseServer(string connectionString, PrivateServer? owned)
    {
        ConnectionString = connectionString;
        this.owned = owned;
    }

    /// <summary>The connection string of the server that the environment variable <c>PAWL_TEST_POSTGRES</c> gives, if it does.</summary>
    public static string? Given { get; } =
        Environment.GetEnvironmentVariable("PAWL_TEST_POSTGRES") is { Length: > 0 } given ? given : null;

    /// <summary>How to reach it.</summary>
    public string ConnectionString { get; }

    /// <summary>Takes the server that is given, or starts one.</summary>
    /// <param name="given">A connection string to a server; null to start one.</param>
    /// <param name="settings">What to set beyond PostgreSQL's defaults when one is started.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The server.</returns>
    /// <exception cref="InvalidOperationException">PostgreSQL is not on this machine, or does not start; the message says what to do.
    /// </exception>
    public static async Task<DatabaseServer> StartAsync(
        string? given, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken = default)
    {
        if (given is not null)
        {
            return new DatabaseServer(given, owned: null);
        }

        PrivateServer server = await PrivateServer.StartNewAsync(settings, cancellationToken);
        return new DatabaseServer(server.ConnectionString(), server);
    }

    /// <summary>Creates an empty database under a name that no other has.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How to reach it.</returns>
    public Task<string> CreateDatabaseAsync(CancellationToken cancellationToken = default) =>
        FindOrCreateDatabaseAsync($"pawl_{RandomNumberGenerator.GetHexString(16, lowercase: true)}", cancellationToken);

    /// <summary>Creates an empty database, unless it is there.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How to reach it.</returns>
    public async Task<string> FindOrCreateDatabaseAsync(string name, CancellationToken cancellationToken = default)
    {
        try
        {
            await ExecuteAsync($"CREATE DATABASE \"{name}\"", cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            // Left by somebody who goes on with it now.
        }

        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ToString();
    }

    /// <summary>Drops a database, whoever is connected.</summary>
    /// <param name="database">How it was reached.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The wait.</returns>
    public Task DropDatabaseAsync(string database, CancellationToken cancellationToken = default) => ExecuteAsync(
        $"DROP DATABASE IF EXISTS \"{new NpgsqlConnectionStringBuilder(database).Database}\" WITH (FORCE)", cancellationToken);

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
            new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
