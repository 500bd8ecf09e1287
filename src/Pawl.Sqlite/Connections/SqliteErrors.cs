using SQLitePCL;

namespace Pawl.Sqlite.Connections;

/// <summary>The one table from SQLite's result codes to what they mean for a transaction.</summary>
/// <remarks>Source of the codes: https://www.sqlite.org/rescode.html.</remarks>
internal static class SqliteErrors
{
    public static void ThrowIfError(int code, sqlite3 database, string what)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw new SqliteFailure(
                raw.sqlite3_extended_errcode(database), raw.sqlite3_errmsg(database).utf8_to_string(), what);
        }
    }

    /// <summary>Says what an error means.</summary>
    /// <param name="code">The extended result code.</param>
    public static SqliteErrorKind KindOf(int code) => (code & 0xff) switch
    {
        raw.SQLITE_FULL => SqliteErrorKind.Full,
        raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_PROTOCOL or raw.SQLITE_NOLFS => SqliteErrorKind.Broken,
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => SqliteErrorKind.Corrupt,
        raw.SQLITE_READONLY or raw.SQLITE_PERM => SqliteErrorKind.ReadOnly,
        raw.SQLITE_NOMEM => SqliteErrorKind.Broken,
        _ => SqliteErrorKind.Statement,
    };
}
