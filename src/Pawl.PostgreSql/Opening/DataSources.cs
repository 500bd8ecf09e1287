using Npgsql;

namespace Pawl.PostgreSql.Opening;

/// <summary>Makes the pools of connections, with the settings on which the store's promises rest.</summary>
internal static class DataSources
{
    /// <summary>The most statements that a connection prepares; there are fewer.</summary>
    private const int Statements = 128;

    public static NpgsqlConnectionStringBuilder Settings(PostgreSqlOptions options, bool isPooled) =>
        new(options.ConnectionString)
        {
            ApplicationName = NameOf(options.ConnectionString),
            CommandTimeout = (int)Math.Ceiling(options.AnswerTimeout.TotalSeconds),

            // A request to cancel would make a commit that waits for a standby report success. The connection is broken off instead.
            CancellationTimeout = -1,
            Enlist = false,

            // The store leaves nothing in a session, so there is nothing to reset; and behind a pooler there is no session to leave it in.
            NoResetOnClose = true,
            MaxAutoPrepare = isPooled ? 0 : Statements,
            AutoPrepareMinUsages = 2,
            TcpKeepAlive = true,
            TcpKeepAliveTime = 10,
            TcpKeepAliveInterval = 5,
        };

    /// <summary>The settings of the one connection that listens.</summary>
    public static string ForListening(PostgreSqlOptions options) =>
        new NpgsqlConnectionStringBuilder(options.ListenConnectionString ?? options.ConnectionString)
        {
            ApplicationName = NameOf(options.ConnectionString) + " (hints)",
            Pooling = false,
            Enlist = false,
            TcpKeepAlive = true,
            TcpKeepAliveTime = 10,
            TcpKeepAliveInterval = 5,
        }.ConnectionString;

    /// <summary>What people call the database, without secrets.</summary>
    public static string Describe(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        return $"PostgreSQL, {settings.Host}:{settings.Port}/{settings.Database ?? settings.Username}";
    }

    private static string NameOf(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString).ApplicationName ?? "pawl";
}
