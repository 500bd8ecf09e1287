namespace Pawl.Sqlite.Connections;

/// <summary>SQLite refused something. Translated at the edge of the store, never shown to users as it is.</summary>
internal sealed class SqliteFailure(int code, string message, string what)
    : Exception($"SQLite error {code} ({message}) at {what}.")
{
    /// <summary>The extended result code.</summary>
    public int Code { get; } = code;

    public SqliteErrorKind Kind => SqliteErrors.KindOf(Code);
}
