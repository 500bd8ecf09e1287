namespace Pawl.Sqlite;

/// <summary>The numbers of this package's log events, 2000 to 2099. Never reused.</summary>
internal static class SqliteEventIds
{
    public const int UncleanStop = 2001;
    public const int UncleanClose = 2002;
}
