using Microsoft.Extensions.Logging;
using Pawl.PostgreSql.Cluster;
using Pawl.PostgreSql.Jobs;
using Pawl.PostgreSql.Opening;
using Pawl.PostgreSql.Queues;
using Pawl.PostgreSql.Schedules;
using Pawl.PostgreSql.Wakeups;
using Pawl.Storage;

namespace Pawl.PostgreSql;

/// <summary>The cluster store: PostgreSQL 15 or later, for any number of nodes. Holds a class for each port.</summary>
public sealed class PostgreSqlStore : Store
{
    private readonly StoreAccess access = new();

    /// <summary>Makes a store; open it with <see cref="IStoreLifecycle.OpenAsync"/> of <see cref="Lifecycle"/>.</summary>
    /// <param name="options">Where it lies.</param>
    /// <param name="entropy">Spreads what is tried again.</param>
    /// <param name="time">Times pauses; when jobs are due is for the database's clock to say.</param>
    /// <param name="logger">Where to tell of the server and the connection to it.</param>
    /// <exception cref="ArgumentException">The connection string is missing or malformed, or a setting is out of its range.</exception>
    public PostgreSqlStore(PostgreSqlOptions options, IEntropy entropy, TimeProvider time, ILogger<PostgreSqlStore> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(entropy);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(logger);
        options.Require();
        var hints = new CommitHints();
        var floors = new ClaimFloors(time);
        Wakeups = hints;
        Lifecycle = new PostgreSqlLifecycle(options, access, hints, floors, entropy, time, logger);
        Jobs = new PostgreSqlJobStore(access);
        Leases = new PostgreSqlJobLeases(access, floors);
        Maintenance = new PostgreSqlJobMaintenance(access);
        Queries = new PostgreSqlJobQueries(access);
        Queues = new PostgreSqlQueueStore(access);
        Cluster = new PostgreSqlClusterStore(access);
        Schedules = new PostgreSqlScheduleStore(access);
        Enlistment = new PostgreSqlEnlistment(access, options.Notify);
    }

    /// <inheritdoc/>
    public override IStoreLifecycle Lifecycle { get; }

    /// <inheritdoc/>
    public override IJobStore Jobs { get; }

    /// <inheritdoc/>
    public override IJobLeases Leases { get; }

    /// <inheritdoc/>
    public override IJobMaintenance Maintenance { get; }

    /// <inheritdoc/>
    public override IJobQueries Queries { get; }

    /// <inheritdoc/>
    public override IQueueStore Queues { get; }

    /// <inheritdoc/>
    public override IClusterStore Cluster { get; }

    /// <inheritdoc/>
    public override IScheduleStore Schedules { get; }

    /// <inheritdoc/>
    public override IWakeups Wakeups { get; }

    /// <inheritdoc/>
    public override IEnlistment Enlistment { get; }
}
