using Microsoft.Extensions.Logging;
using Pawl.Sqlite.Cluster;
using Pawl.Sqlite.Jobs;
using Pawl.Sqlite.Opening;
using Pawl.Sqlite.Queues;
using Pawl.Sqlite.Schedules;
using Pawl.Sqlite.Writing;
using Pawl.Storage;

namespace Pawl.Sqlite;

/// <summary>The embedded store: one SQLite file with one owner, or a store in memory. Holds a class for each port.</summary>
public sealed class SqliteStore : Store
{
    private readonly StoreAccess access = new();

    /// <summary>Makes a store; open it with <see cref="IStoreLifecycle.OpenAsync"/> of <see cref="Lifecycle"/>.</summary>
    /// <param name="options">Where it lies.</param>
    /// <param name="time">The machine's clock, from which the store's own is made.</param>
    /// <param name="logger">Where to tell of unclean stops.</param>
    /// <exception cref="ArgumentException">The connection string names no file.</exception>
    public SqliteStore(SqliteOptions options, TimeProvider time, ILogger<SqliteStore> logger)
        : this(options, time, logger, WriterMode.Thread)
    {
    }

    internal SqliteStore(
        SqliteOptions options,
        TimeProvider time,
        ILogger logger,
        WriterMode mode,
        int framesBeforeCheckpoint = LogKeeper.UsualFramesBeforeCheckpoint)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(logger);
        var wakeups = new InProcessWakeups();
        Wakeups = wakeups;
        Lifecycle = new SqliteLifecycle(options, access, wakeups, mode, framesBeforeCheckpoint, time, logger);
        Jobs = new SqliteJobStore(access);
        Leases = new SqliteJobLeases(access);
        Maintenance = new SqliteJobMaintenance(access);
        Queries = new SqliteJobQueries(access);
        Queues = new SqliteQueueStore(access);
        Schedules = new SqliteScheduleStore(access);
        Cluster = new SqliteClusterStore(access);
    }

    /// <summary>Opens and closes the store.</summary>
    public override IStoreLifecycle Lifecycle { get; }

    /// <summary>Stores jobs and changes them on a user's behalf.</summary>
    public override IJobStore Jobs { get; }

    /// <summary>Gives claims to workers and takes back what came of them.</summary>
    public override IJobLeases Leases { get; }

    /// <summary>Moves jobs on that nobody holds.</summary>
    public override IJobMaintenance Maintenance { get; }

    /// <summary>Reads jobs.</summary>
    public override IJobQueries Queries { get; }

    /// <summary>Stores what is set of queues at run time.</summary>
    public override IQueueStore Queues { get; }

    /// <summary>Knows which nodes and workers live.</summary>
    public override IClusterStore Cluster { get; }

    /// <summary>Keeps schedules and the ledger of their ticks.</summary>
    public override IScheduleStore Schedules { get; }

    /// <summary>Hints after commits.</summary>
    public override IWakeups Wakeups { get; }

    /// <summary>Refuses: the file has one writer, whose transaction <see cref="IJobStore.TransactAsync"/> lends.</summary>
    public override IEnlistment Enlistment { get; } = new SqliteEnlistment();

    internal StoreAccess Access => access;
}
