using System.Globalization;
using Microsoft.Data.Sqlite;
using Pawl.Sqlite.Migrations;

namespace Pawl.Sqlite;

/// <summary>The tables of Pawl in a file, for whoever wants to see them before they change. A process that opens a file brings its schema
/// up to date.</summary>
public static class SqliteSchema
{
    /// <summary>The number of the newest schema that this version of Pawl knows.</summary>
    public static int Newest => SchemaMigrator.Newest;

    /// <summary>Everything that makes the newest schema of an older one: for each step a transaction, which may be run again from the first
    /// that failed.</summary>
    /// <param name="version">The number of the schema that is there, as <c>PRAGMA user_version</c> tells; 0 when there is none.</param>
    /// <returns>SQL; empty when there is nothing to do.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static string ScriptFrom(int version)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(version);
        return SchemaMigrator.ScriptFrom(version);
    }

    /// <summary>Reads the number of a file's schema, also while a process has it open.</summary>
    /// <param name="connectionString">The file, as <c>Data Source=pawl.db</c>.</param>
    /// <returns>The number; 0 when there is no such file, or Pawl has never been in it.</returns>
    /// <exception cref="ArgumentException">The connection string is malformed.</exception>
    /// <exception cref="SqliteException">The file cannot be read.</exception>
    public static int ReadVersion(string connectionString)
    {
        var settings = new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        if (!File.Exists(settings.DataSource))
        {
            return 0;
        }

        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection(settings.ConnectionString);
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
