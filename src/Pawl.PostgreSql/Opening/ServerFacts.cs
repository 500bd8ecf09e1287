using Npgsql;
using Pawl.PostgreSql.Connections;

namespace Pawl.PostgreSql.Opening;

/// <summary>What the server says of itself.</summary>
/// <param name="Version">Its version.</param>
/// <param name="VersionNumber">Its version as a number, as 150018.</param>
/// <param name="Durability">What an acknowledged job survives.</param>
/// <param name="Settings">The settings from which that follows.</param>
/// <param name="IsPooled">Whether a pooler is in between: the process that answers is not the one that was connected to.</param>
internal sealed record ServerFacts(string Version, int VersionNumber, Durability Durability, string Settings, bool IsPooled)
{
    private static readonly SqlFile SelectServer = SqlFile.Load("Store/SelectServer.sql");

    public static async ValueTask<ServerFacts> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        int connectedTo = connection.ProcessID;
        return (await connection.ReadAllAsync(SelectServer, row => Read(row, connectedTo), cancellationToken))[0];
    }

    public static Durability DurabilityOf(bool isSynced, string synchronousCommit, string standbys) =>
        !isSynced || synchronousCommit == "off" ? Durability.Process
        : standbys.Length > 0 && synchronousCommit is ("on" or "remote_apply") ? Durability.Failover
        : Durability.Power;

    private static ServerFacts Read(NpgsqlDataReader row, int connectedTo)
    {
        bool isSynced = row.GetBoolean(2) && row.GetBoolean(3);
        string commit = row.GetString(4);
        string standbys = row.GetString(5);
        return new ServerFacts(
            row.GetString(0),
            row.GetInt32(1),
            DurabilityOf(isSynced, commit, standbys),
            $"synchronous_commit = {commit}, synchronous_standby_names = '{standbys}', fsync and full_page_writes "
            + (isSynced ? "on" : "not both on"),
            row.GetInt32(6) != connectedTo);
    }
}
