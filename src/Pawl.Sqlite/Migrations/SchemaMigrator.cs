using System.Globalization;
using Pawl.Sqlite.Connections;
using Pawl.Storage;

namespace Pawl.Sqlite.Migrations;

/// <summary>Brings the schema of a file up to date, one numbered script at a time, each in a transaction of its own.</summary>
internal static class SchemaMigrator
{
    /// <summary>"PAWL", in the place where SQLite files say whose they are.</summary>
    private const int ApplicationId = 0x5041_574C;

    private static readonly SqlFile SelectWorksWith = SqlFile.Load("Store/SelectWorksWith.sql");

    private static readonly (int Number, string Name, string Text)[] Migrations = [.. SqlFile.Migrations()];

    /// <summary>The newest schema that this code knows.</summary>
    public static int Newest => Migrations[^1].Number;

    /// <summary>Everything that makes the newest schema of an older one, as a script for people.</summary>
    public static string ScriptFrom(int version) => string.Concat(
        from migration in Migrations
        where migration.Number > version
        select $"""
            -- {migration.Name}
            BEGIN IMMEDIATE;
            {migration.Text.Trim()}
            {Mark(migration.Number)};
            COMMIT;


            """);

    /// <exception cref="SchemaTooNewException">A newer Pawl has written the file, in a way that this one cannot work with.</exception>
    /// <exception cref="StoreUnavailableException">The file belongs to another application.</exception>
    public static void Migrate(PreparedConnection connection, string path)
    {
        int version = Read(connection, "PRAGMA user_version");
        RequireOurs(connection, path, version);
        if (version > Newest && Read(connection, SelectWorksWith.Text) is var worksWith && worksWith > Newest)
        {
            throw new SchemaTooNewException(
                $"The store {path} has schema {version}, which code that knows schema {worksWith} can work with; this version of Pawl "
                + $"knows schema {Newest}. A newer Pawl has written it: run that version, or restore a backup from before it.");
        }

        foreach ((int number, string name, string text) in Migrations)
        {
            if (number > version)
            {
                Apply(connection, number, name, text);
            }
        }
    }

    private static void Apply(PreparedConnection connection, int number, string name, string text)
    {
        connection.Run("BEGIN IMMEDIATE");
        try
        {
            connection.Run(text);
            connection.Run(Mark(number));
            connection.Run("COMMIT");
        }
        catch (SqliteFailure failure)
        {
            connection.Run("ROLLBACK");
            throw new SqliteFailure(failure.Code, failure.Message, $"migration {name}");
        }
    }

    private static string Mark(int number) => $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {number}";

    private static void RequireOurs(PreparedConnection connection, string path, int version)
    {
        int application = Read(connection, "PRAGMA application_id");
        bool isEmpty = Read(connection, "PRAGMA schema_version") == 0;
        if (application != ApplicationId && !(isEmpty && version == 0))
        {
            throw new StoreUnavailableException(
                $"{path} is a SQLite file of another application, so it was not touched. Name a file of its own for Pawl.");
        }
    }

    private static int Read(PreparedConnection connection, string question) =>
        int.Parse(connection.Ask(question) ?? "0", CultureInfo.InvariantCulture);
}
