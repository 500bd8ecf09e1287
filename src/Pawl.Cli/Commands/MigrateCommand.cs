using System.CommandLine;
using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pawl.Demo.Stores;
using Pawl.Hosting;
using Pawl.PostgreSql;
using Pawl.Sqlite;
using Pawl.Storage;

namespace Pawl.Cli.Commands;

/// <summary><c>pawl db migrate</c>: brings a schema up to date, or prints how.</summary>
internal static class MigrateCommand
{
    /// <summary>Its name on the command line.</summary>
    public const string Name = "migrate";

    /// <summary>What its help ends with.</summary>
    public const string Epilogue =
        $"""
        Nodes do this by themselves when they start, unless their option Migrate is false: then run this before a new release, with the
        right to create tables. Nodes of the release before go on meanwhile.

        Examples:
          pawl db migrate --store postgres --connection "Host=db;Database=app;Username=owner"
          pawl db migrate --store postgres --connection "Host=db;Database=app" --print > upgrade.sql
          PAWL_CONNECTION="Host=db;Database=app;Password=…" pawl db migrate --store postgres
          pawl db migrate --store sqlite --connection "Data Source=pawl.db"

        {ExitCodes.Help}
        """;

    private const string ConnectionVariable = "PAWL_CONNECTION";

    /// <summary>Makes the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var store = new Option<string>("--store") { Description = "The kind of store.", DefaultValueFactory = _ => DemoStore.Sqlite };
        store.AcceptOnlyFromAmong(DemoStore.Sqlite, DemoStore.Postgres);
        var connection = new Option<string?>("--connection")
        {
            Description = $"The store, as an application names it. Unless given, {ConnectionVariable} of the environment.",
            HelpName = "string",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable(ConnectionVariable),
        };
        var print = new Option<bool>("--print") { Description = "Print the SQL instead, and change nothing." };
        var command = new Command(Name, "Brings the schema of a store up to date, or prints the SQL that does.")
        {
            store, connection, print,
        };
        command.SetAction(async (commandLine, cancellationToken) =>
        {
            if (commandLine.GetValue(connection) is not { Length: > 0 } name)
            {
                await Console.Error.WriteLineAsync($"Name the store: --connection, or {ConnectionVariable} of the environment.");
                return ExitCodes.Usage;
            }

            bool isPostgres = commandLine.GetRequiredValue(store) == DemoStore.Postgres;
            try
            {
                await RunAsync(name, isPostgres, commandLine.GetValue(print), cancellationToken);
                return ExitCodes.Done;
            }
            catch (ArgumentException exception)
            {
                string example = isPostgres ? "Host=db;Database=app;Username=owner" : "Data Source=pawl.db";
                await Console.Error.WriteLineAsync($"The connection string makes no sense: {exception.Message} Write it as {example}");
                return ExitCodes.Failed;
            }
            catch (Exception exception) when (exception is StoreException or DbException)
            {
                await Console.Error.WriteLineAsync(exception.Message);
                return ExitCodes.Failed;
            }
        });
        return command;
    }

    private static async Task RunAsync(string connection, bool isPostgres, bool isPrinted, CancellationToken cancellationToken)
    {
        int before = isPostgres
            ? await PostgreSqlSchema.ReadVersionAsync(connection, cancellationToken)
            : SqliteSchema.ReadVersion(connection);
        int newest = isPostgres ? PostgreSqlSchema.Newest : SqliteSchema.Newest;
        if (isPrinted)
        {
            Console.Write(isPostgres ? PostgreSqlSchema.ScriptFrom(before) : SqliteSchema.ScriptFrom(before));
            await Console.Error.WriteLineAsync($"The store has schema {before}; this version of Pawl knows schema {newest}.");
            return;
        }

        string description = await OpenOnceAsync(connection, isPostgres, cancellationToken);
        Console.WriteLine(before >= newest
            ? $"{description} is up to date: schema {before}."
            : $"{description}: from schema {before} to schema {newest}.");
    }

    private static async Task<string> OpenOnceAsync(string connection, bool isPostgres, CancellationToken cancellationToken)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        PawlBuilder pawl = builder.AddPawl();
        _ = isPostgres ? pawl.UsePostgreSql(connection) : pawl.UseSqlite(connection);
        using IHost host = builder.Build();
        IStoreLifecycle store = host.Services.GetRequiredService<Store>().Lifecycle;
        await store.OpenAsync(cancellationToken);
        await store.CloseAsync();
        return store.Description;
    }
}
