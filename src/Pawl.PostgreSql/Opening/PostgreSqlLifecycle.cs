using Microsoft.Extensions.Logging;
using Npgsql;
using Pawl.PostgreSql.Connections;
using Pawl.PostgreSql.Jobs;
using Pawl.PostgreSql.Migrations;
using Pawl.PostgreSql.Wakeups;
using Pawl.Storage;

namespace Pawl.PostgreSql.Opening;

/// <summary>Opens the database: connects, looks who answers, migrates, and starts what listens and watches.</summary>
internal sealed partial class PostgreSqlLifecycle(
    PostgreSqlOptions options,
    StoreAccess access,
    CommitHints hints,
    ClaimFloors floors,
    IEntropy entropy,
    TimeProvider time,
    ILogger logger) : IStoreLifecycle
{
    private const int OldestVersion = 150_000;

    private readonly TaskCompletionSource<StoreException> failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<StoreException> Failed => failed.Task;

    public string Description { get; } = DataSources.Describe(options.ConnectionString);

    public async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        Servers servers = Servers.Create(options, isPooled: false);
        ServerFacts server = await LookAsync(servers, cancellationToken);
        if (server.IsPooled)
        {
            await servers.DisposeAsync();
            servers = Servers.Create(options, isPooled: true);
        }

        int connections = DataSources.Settings(options, server.IsPooled).MaxPoolSize;
        var database = new Database(servers, connections, hints, failed, entropy, time);
        try
        {
            int schema = await SchemaMigrator.MigrateAsync(database, options.Migrate, Description, cancellationToken);
            if (schema > SchemaMigrator.Newest)
            {
                LogNewer(schema, SchemaMigrator.Newest);
            }
        }
        catch (Exception)
        {
            await database.DisposeAsync();
            throw;
        }

        access.Open(database, Start(servers.Primary, server));
    }

    public async ValueTask CloseAsync()
    {
        if (access.Close() is not { } opened)
        {
            return;
        }

        hints.Outgoing = null;
        await opened.Background.DisposeAsync();
        await opened.Database.DisposeAsync();
    }

    private async ValueTask<ServerFacts> LookAsync(Servers servers, CancellationToken cancellationToken)
    {
        try
        {
            await using NpgsqlConnection connection = await servers.Primary.OpenConnectionAsync(cancellationToken);
            ServerFacts server = await ServerFacts.ReadAsync(connection, cancellationToken);
            Require(server);
            Report(server);
            return server;
        }
        catch (Exception exception)
        {
            await servers.DisposeAsync();
            if (PostgreSqlErrors.Classify(exception) is null)
            {
                throw;
            }

            throw new StoreUnavailableException(
                $"{Description} cannot be opened: {exception.Message} Check that the server runs, and host, user, password and database of "
                + "the connection string.",
                exception);
        }
    }

    private void Require(ServerFacts server)
    {
        if (server.VersionNumber < OldestVersion)
        {
            throw new StoreUnavailableException(
                $"{Description} is PostgreSQL {server.Version}; Pawl needs 15 or later. Nothing was changed.");
        }
    }

    private void Report(ServerFacts server)
    {
        if (server.Durability == Durability.Process)
        {
            LogWeak(server.Version, server.Settings);
        }
        else
        {
            LogDurability(server.Version, server.Durability, server.Settings);
        }

        if (server.IsPooled)
        {
            LogPooler();
        }
    }

    private Background Start(NpgsqlDataSource writes, ServerFacts server)
    {
        var background = new Background();
        background.Start(new HeldSnapshots(writes, floors, options.OldSnapshotWarning, time, logger).RunAsync);
        if (!options.Notify)
        {
            return background;
        }

        string self = entropy.NextNonce().ToString("x", provider: null);
        var notifier = new Notifier(writes, self, time, logger);
        hints.Outgoing = notifier.Tell;
        background.Start(notifier.RunAsync);
        if (!server.IsPooled || options.ListenConnectionString is not null)
        {
            background.Start(
                new NotificationListener(DataSources.ForListening(options), self, notifier, hints, time, logger).RunAsync);
        }

        return background;
    }

    [LoggerMessage(PostgreSqlEventIds.Durability, LogLevel.Information,
        "PostgreSQL {Version}: acknowledged jobs survive {Durability} ({Settings})")]
    private partial void LogDurability(string version, Durability durability, string settings);

    [LoggerMessage(PostgreSqlEventIds.WeakDurability, LogLevel.Warning,
        "PostgreSQL {Version} may LOSE ACKNOWLEDGED JOBS when it crashes or loses power: {Settings}. Turn on fsync, full_page_writes and "
        + "synchronous_commit")]
    private partial void LogWeak(string version, string settings);

    [LoggerMessage(PostgreSqlEventIds.PoolerFound, LogLevel.Warning,
        "A pooler is between Pawl and PostgreSQL: statements are not prepared, and hints of other nodes are heard only past it, by "
        + "ListenConnectionString")]
    private partial void LogPooler();

    [LoggerMessage(PostgreSqlEventIds.SchemaNewer, LogLevel.Information,
        "The database has schema {Schema}, and this version of Pawl knows {Known}: a newer one has migrated it, and lets this one work on")]
    private partial void LogNewer(int schema, int known);
}
