namespace Pawl.PostgreSql;

internal static class PostgreSqlEventIds
{
    public const int Durability = 3001;
    public const int WeakDurability = 3002;
    public const int PoolerFound = 3003;
    public const int ListenerLost = 3004;
    public const int ListenerDeaf = 3005;
    public const int NotifyFailed = 3006;
    public const int SnapshotHeld = 3007;
    public const int SnapshotGone = 3008;
    public const int WatchFailed = 3009;
}
