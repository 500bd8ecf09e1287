namespace Pawl.PrivatePostgres;

/// <summary>What private servers set beyond PostgreSQL's defaults.</summary>
public static class ServerSettings
{
    /// <summary>What an operator sets on a machine of 24 GiB. Durability is as PostgreSQL ships: nothing here touches it.</summary>
    public static IReadOnlyDictionary<string, string> Measured { get; } = new Dictionary<string, string>
    {
        ["shared_buffers"] = "6GB",
        ["effective_cache_size"] = "16GB",
        ["max_wal_size"] = "16GB",
        ["checkpoint_timeout"] = "15min",
    };

    /// <summary>Durable, and small enough for any machine.</summary>
    public static IReadOnlyDictionary<string, string> Modest { get; } = new Dictionary<string, string> { ["max_wal_size"] = "4GB" };

    /// <summary>For tests whose data is thrown away, so that nothing need reach a disk.</summary>
    public static IReadOnlyDictionary<string, string> Hasty { get; } = new Dictionary<string, string>
    {
        ["fsync"] = "off",
        ["full_page_writes"] = "off",
        ["synchronous_commit"] = "off",
        ["max_connections"] = "300",
    };
}
