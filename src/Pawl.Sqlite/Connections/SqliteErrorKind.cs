namespace Pawl.Sqlite.Connections;

/// <summary>What an error of SQLite means for the transaction that met it.</summary>
internal enum SqliteErrorKind
{
    /// <summary>The statement is at fault: its command fails alone.</summary>
    Statement,

    /// <summary>No room: the transaction is rolled back, and the store goes on.</summary>
    Full,

    /// <summary>The file cannot be written to: the transaction is rolled back, and the store stops.</summary>
    ReadOnly,

    /// <summary>The disk or the process failed: at commit the outcome is unknown. The store stops.</summary>
    Broken,

    /// <summary>The file is damaged. The store stops.</summary>
    Corrupt,
}
