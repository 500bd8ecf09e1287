using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Pawl.Demo.Runs;
using Pawl.Hosting;
using Pawl.PrivatePostgres;

namespace Pawl.Demo.Stores;

/// <summary>A database for the folder's run, on a server that is given or on a private one.</summary>
internal sealed class PostgresDemoStore : DemoStore
{
    private const int NameBytes = 6;

    private readonly DatabaseServer? server;
    private readonly bool isPrivate;

    /// <summary>Finds a database.</summary>
    /// <param name="connectionString">How to reach it.</param>
    public PostgresDemoStore(string connectionString) => Database = connectionString;

    private PostgresDemoStore(DatabaseServer server, string connectionString, bool isPrivate)
        : this(connectionString)
    {
        this.server = server;
        this.isPrivate = isPrivate;
    }

    public override string Description
    {
        get
        {
            var settings = new NpgsqlConnectionStringBuilder(Database);
            return $"the database {settings.Database} at {settings.Host}:{settings.Port}";
        }
    }

    public override bool CanStay => !isPrivate;

    protected override string Database { get; }

    public static async Task<PostgresDemoStore> MakeAsync(
        DemoFolder folder, string? connection, CancellationToken cancellationToken)
    {
        DatabaseServer server = await DatabaseServer.StartAsync(connection, ServerSettings.Modest, cancellationToken);
        try
        {
            string database = await server.FindOrCreateDatabaseAsync(NameFor(folder), cancellationToken);
            return new PostgresDemoStore(server, database, isPrivate: connection is null);
        }
        catch (Exception)
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public override void Choose(PawlBuilder pawl) => pawl.UsePostgreSql(Database);

    public override DbConnection OpenForReading()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Database) { Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    public override Task DeleteAsync() =>
        server?.DropDatabaseAsync(Database) ?? throw new InvalidOperationException("Only who made the database deletes it.");

    public override ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    // The same folder, the same run.
    private static string NameFor(DemoFolder folder) =>
        "pawl_demo_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder.FullPath)).AsSpan(0, NameBytes));
}
