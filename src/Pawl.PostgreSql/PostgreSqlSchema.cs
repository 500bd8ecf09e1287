using Npgsql;
using Pawl.PostgreSql.Migrations;

namespace Pawl.PostgreSql;

/// <summary>The tables of Pawl in a database, for whoever changes schemas by hand. Nodes do it by themselves when they start, unless
/// <see cref="PostgreSqlOptions.Migrate"/> is false.</summary>
public static class PostgreSqlSchema
{
    /// <summary>The number of the newest schema that this version of Pawl knows.</summary>
    public static int Newest => SchemaMigrator.Newest;

    /// <summary>Everything that makes the newest schema of an older one: for each step a transaction, which may be run again from the first
    /// that failed. Needs the right to create in the database; nodes that come after need none.</summary>
    /// <param name="version">The number of the schema that is there; 0 when there is none.</param>
    /// <returns>SQL; empty when there is nothing to do.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static string ScriptFrom(int version)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(version);
        return SchemaMigrator.ScriptFrom(version);
    }

    /// <summary>Reads the number of a database's schema.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The number; 0 when Pawl has never been there.</returns>
    /// <exception cref="NpgsqlException">The database cannot be reached or read.</exception>
    public static async Task<int> ReadVersionAsync(string connectionString, CancellationToken cancellationToken = default)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        return await SchemaMigrator.ReadVersionAsync(connection, cancellationToken);
    }
}
