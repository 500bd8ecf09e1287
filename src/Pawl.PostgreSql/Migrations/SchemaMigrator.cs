using Npgsql;
using Pawl.PostgreSql.Connections;
using Pawl.Storage;

namespace Pawl.PostgreSql.Migrations;

/// <summary>Brings the schema of a database up to date, one numbered script at a time, each in a transaction of its own: a node that is
/// killed in between leaves whole steps behind, and the next goes on. One node at a time.</summary>
internal static class SchemaMigrator
{
    private static readonly SqlFile CreateSchema = SqlFile.Load("Store/CreateSchema.sql");
    private static readonly SqlFile CreateMigrations = SqlFile.Load("Store/CreateMigrations.sql");
    private static readonly SqlFile LockMigrations = SqlFile.Load("Store/LockMigrations.sql");
    private static readonly SqlFile SelectVersion = SqlFile.Load("Store/SelectVersion.sql");
    private static readonly SqlFile InsertMigration = SqlFile.Load("Store/InsertMigration.sql");

    private static readonly (int Number, string Name, string Text)[] Migrations = [.. SqlFile.Migrations()];

    /// <summary>The newest schema that this code knows.</summary>
    public static int Newest => Migrations[^1].Number;

    /// <exception cref="SchemaTooNewException">A newer Pawl has written the database, in a way that this one cannot work with.</exception>
    public static async ValueTask MigrateAsync(Database database, string description, CancellationToken cancellationToken)
    {
        while (await database.LendAsync(StepAsync, description, cancellationToken))
        {
        }
    }

    /// <returns>Whether there may be another step.</returns>
    private static async ValueTask<bool> StepAsync(Transaction transaction, string description)
    {
        await transaction.RunAsync(LockMigrations.Text);
        await transaction.RunAsync(CreateSchema.Text);
        await transaction.RunAsync(CreateMigrations.Text);
        await using var select = new NpgsqlCommand(SelectVersion.Text, transaction.Connection);
        int version = await select.ExecuteScalarAsync() is int known ? known : 0;
        if (version > Newest)
        {
            throw new SchemaTooNewException(
                $"{description} has schema {version}, and this version of Pawl knows schema {Newest}. A newer Pawl has written it: run "
                + "that version, or restore a backup from before it.");
        }

        if (version == Newest)
        {
            return false;
        }

        (int number, _, string text) = Migrations.First(migration => migration.Number > version);
        await transaction.RunAsync(text);
        await using var insert = new NpgsqlCommand(InsertMigration.Text, transaction.Connection);
        insert.Parameters.Add(Value.Of(number));
        await insert.ExecuteNonQueryAsync();
        return true;
    }
}
