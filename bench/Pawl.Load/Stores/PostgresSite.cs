using Npgsql;
using Pawl.Hosting;
using Pawl.PrivatePostgres;

namespace Pawl.Load.Stores;

/// <summary>A database on the server of the run.</summary>
internal sealed class PostgresSite : StoreSite
{
    private readonly DatabaseServer? server;

    private PostgresSite(DatabaseServer? server, string connectionString)
    {
        this.server = server;
        ConnectionString = connectionString;
    }

    /// <summary>How to reach the database.</summary>
    public string ConnectionString { get; }

    /// <summary>Makes an empty database.</summary>
    public static new async Task<PostgresSite> CreateAsync(LoadSettings settings)
    {
        // Given by the first process, so that nothing is started here.
        DatabaseServer server = await DatabaseServer.StartAsync(settings.Connection, ServerSettings.Measured);
        return new PostgresSite(server, await server.CreateDatabaseAsync());
    }

    /// <summary>Finds a database that another process has made, and will drop.</summary>
    public static PostgresSite Find(string connectionString) => new(server: null, connectionString);

    /// <summary>Opens a session that keeps a snapshot of now until it is disposed of.</summary>
    public async Task<NpgsqlConnection> HoldSnapshotAsync()
    {
        var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT txid_current_snapshot()::text", connection);
        await command.ExecuteScalarAsync();
        return connection;
    }

    public override async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DropDatabaseAsync(ConnectionString);
            await server.DisposeAsync();
        }
    }

    protected override void Choose(PawlBuilder pawl) => pawl.UsePostgreSql(ConnectionString);
}
