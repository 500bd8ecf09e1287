using Npgsql;
using Pawl.PostgreSql.Connections;
using Pawl.Storage;

namespace Pawl.PostgreSql.Migrations;

/// <summary>Brings the schema of a database up to date, one numbered script at a time, each in a transaction of its own: a node that is
/// killed in between leaves whole steps behind, and the next goes on. One node at a time. A schema that is up to date is only read, so
/// that nodes need no right to change it.</summary>
internal static class SchemaMigrator
{
    private static readonly SqlFile HasMigrations = SqlFile.Load("Store/HasMigrations.sql");
    private static readonly SqlFile SelectVersion = SqlFile.Load("Store/SelectVersion.sql");
    private static readonly SqlFile SelectWorksWith = SqlFile.Load("Store/SelectWorksWith.sql");
    private static readonly SqlFile CreateSchema = SqlFile.Load("Store/CreateSchema.sql");
    private static readonly SqlFile CreateMigrations = SqlFile.Load("Store/CreateMigrations.sql");
    private static readonly SqlFile LockMigrations = SqlFile.Load("Store/LockMigrations.sql");
    private static readonly SqlFile InsertMigration = SqlFile.Load("Store/InsertMigration.sql");

    private static readonly (int Number, string Name, string Text)[] Migrations = [.. SqlFile.Migrations()];

    /// <summary>The newest schema that this code knows.</summary>
    public static int Newest => Migrations[^1].Number;

    /// <summary>Everything that makes the newest schema of an older one, as a script for people.</summary>
    public static string ScriptFrom(int version) => string.Concat(
        from migration in Migrations
        where migration.Number > version
        let record = InsertMigration.Text.Replace("$1", $"{migration.Number}", StringComparison.Ordinal)
        select $"""
            -- {migration.Name}
            BEGIN;
            {LockMigrations.Text.Trim()}
            {CreateSchema.Text.Trim()}
            {CreateMigrations.Text.Trim()}
            {migration.Text.Trim()}
            {record.Trim()}
            COMMIT;


            """);

    /// <summary>Migrates.</summary>
    /// <param name="database">The database.</param>
    /// <param name="mayChange">Whether an older schema is brought up to date, or refused.</param>
    /// <param name="description">The database, for messages.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The number of the schema; greater than the newest that this code knows, when a newer one lets it work.</returns>
    /// <exception cref="SchemaTooNewException">A newer Pawl has written the database, in a way that this one cannot work with.</exception>
    /// <exception cref="StoreUnavailableException">The schema is older and is not to be changed.</exception>
    public static async ValueTask<int> MigrateAsync(
        Database database, bool mayChange, string description, CancellationToken cancellationToken)
    {
        int version = await database.ReadAsync(
            static (connection, _, cancellationToken) => ReadVersionAsync(connection, cancellationToken), state: 0, cancellationToken);
        if (version < Newest && !mayChange)
        {
            throw new StoreUnavailableException(
                $"{description} has schema {version}, and this version of Pawl needs schema {Newest}; it may not change it "
                + $"({nameof(PostgreSqlOptions.Migrate)} is false). Run 'pawl db migrate' against it first. Nothing was changed.");
        }

        while (version < Newest)
        {
            version = await database.LendAsync(static (transaction, _) => StepAsync(transaction), state: 0, cancellationToken);
        }

        if (version > Newest)
        {
            await RequireWorkableAsync(database, version, description, cancellationToken);
        }

        return version;
    }

    /// <summary>The number of a database's schema; 0 when there is none.</summary>
    public static async ValueTask<int> ReadVersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var look = new NpgsqlCommand(HasMigrations.Text, connection);
        return await look.ExecuteScalarAsync(cancellationToken) is true
            ? await ReadNumberAsync(connection, SelectVersion, cancellationToken)
            : 0;
    }

    /// <returns>The number of the schema after it.</returns>
    private static async ValueTask<int> StepAsync(Transaction transaction)
    {
        await transaction.RunAsync(LockMigrations.Text);
        await transaction.RunAsync(CreateSchema.Text);
        await transaction.RunAsync(CreateMigrations.Text);

        // Another node may have been first.
        int version = await ReadNumberAsync(transaction.Connection, SelectVersion, CancellationToken.None);
        if (version >= Newest)
        {
            return version;
        }

        (int number, _, string text) = Migrations.First(migration => migration.Number > version);
        await transaction.RunAsync(text);
        await using var insert = new NpgsqlCommand(InsertMigration.Text, transaction.Connection);
        insert.Parameters.Add(Value.Of(number));
        await insert.ExecuteNonQueryAsync();
        return number;
    }

    private static async ValueTask RequireWorkableAsync(
        Database database, int version, string description, CancellationToken cancellationToken)
    {
        int worksWith = await database.ReadAsync(
            static (connection, _, cancellationToken) => ReadNumberAsync(connection, SelectWorksWith, cancellationToken),
            state: 0,
            cancellationToken);
        if (worksWith > Newest)
        {
            throw new SchemaTooNewException(
                $"{description} has schema {version}, which code that knows schema {worksWith} can work with; this version of Pawl knows "
                + $"schema {Newest}. A newer Pawl has written it: run that version, or restore a backup from before it.");
        }
    }

    private static async ValueTask<int> ReadNumberAsync(NpgsqlConnection connection, SqlFile statement, CancellationToken cancellationToken)
    {
        await using var select = new NpgsqlCommand(statement.Text, connection);
        return await select.ExecuteScalarAsync(cancellationToken) is int number ? number : 0;
    }
}
