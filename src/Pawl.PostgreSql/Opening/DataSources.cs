using Npgsql;

namespace Pawl.PostgreSql.Opening;

/// <summary>Makes the pools of connections, with the settings on which the store's promises rest.</summary>
internal static class DataSources
{
    /// <summary>The most statements that a connection prepares; there are fewer.</summary>
    private const int Statements = 128;

    /// <summary>How long a connection may take to open, if the connection string does not say. A request to cancel takes up to twice as
    /// long, and keeps a thread.</summary>
    private const int ConnectSeconds = 5;

    public static NpgsqlConnectionStringBuilder Settings(PostgreSqlOptions options, bool isPooled)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        return new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            ApplicationName = NameOf(options.ConnectionString),
            CommandTimeout = (int)Math.Ceiling(options.AnswerTimeout.TotalSeconds),

            // When an answer does not come, the driver asks the server to cancel, on a connection of its own. What the statement answers
            // to that is not waited for, as a commit that waits for a standby would report success: the connection is broken off.
            CancellationTimeout = -1,
            Timeout = settings.ShouldSerialize(nameof(settings.Timeout)) ? settings.Timeout : ConnectSeconds,
            Enlist = false,

            // The store leaves nothing in a session, so there is nothing to reset; and behind a pooler there is no session to leave it in.
            NoResetOnClose = true,
            MaxAutoPrepare = isPooled ? 0 : Statements,
            AutoPrepareMinUsages = 2,
            TcpKeepAlive = true,
            TcpKeepAliveTime = 10,
            TcpKeepAliveInterval = 5,
        };
    }

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
