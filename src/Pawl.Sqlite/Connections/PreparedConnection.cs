using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Pawl.Sqlite.Connections;

/// <summary>A connection and its prepared statements. Used by one thread at a time.</summary>
internal sealed class PreparedConnection : IDisposable
{
    private readonly NameCache names = new();
    private Statement?[] statements = new Statement?[128];

    public PreparedConnection(SqliteConnection connection)
    {
        Connection = connection;
        Database = connection.Handle
            ?? throw new InvalidOperationException("A connection must be open before statements are prepared on it.");
    }

    /// <summary>The ADO.NET face of the connection, for application code.</summary>
    public SqliteConnection Connection { get; }

    public sqlite3 Database { get; }

    public Statement this[SqlFile file]
    {
        get
        {
            if (file.Ordinal >= statements.Length)
            {
                Array.Resize(ref statements, file.Ordinal * 2);
            }

            return statements[file.Ordinal] ??= new Statement(Database, file, names);
        }
    }

    /// <summary>Runs text that is part of the protocol of a connection: pragmas, begin, commit.</summary>
    public void Run(string text) => SqliteErrors.ThrowIfError(raw.sqlite3_exec(Database, text), Database, text);

    /// <summary>Reads the first column of the first row of such text.</summary>
    public string? Ask(string text)
    {
        using SqliteCommand command = Connection.CreateCommand();
        command.CommandText = text;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        foreach (Statement? statement in statements)
        {
            statement?.Dispose();
        }

        Connection.Dispose();
        names.Dispose();
    }
}
