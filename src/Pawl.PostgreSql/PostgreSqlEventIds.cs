namespace Pawl.PostgreSql;

internal static class PostgreSqlEventIds
{
    public const int Durability = 4001;
    public const int WeakDurability = 4002;
    public const int PoolerFound = 4003;
    public const int ListenerLost = 4004;
    public const int ListenerDeaf = 4005;
    public const int NotifyFailed = 4006;
    public const int SnapshotHeld = 4007;
    public const int SnapshotGone = 4008;
    public const int WatchFailed = 4009;
    public const int SchemaNewer = 4010;
}
