namespace Pawl.Storage;

/// <summary>A store: one class for each port.</summary>
public abstract class Store : IAsyncDisposable
{
    /// <summary>Opens and closes the store.</summary>
    public abstract IStoreLifecycle Lifecycle { get; }

    /// <summary>Stores jobs and changes them on a user's behalf.</summary>
    public abstract IJobStore Jobs { get; }

    /// <summary>Gives claims to workers and takes back what came of them.</summary>
    public abstract IJobLeases Leases { get; }

    /// <summary>Moves jobs on that nobody holds.</summary>
    public abstract IJobMaintenance Maintenance { get; }

    /// <summary>Reads jobs.</summary>
    public abstract IJobQueries Queries { get; }

    /// <summary>Stores what is set of queues at run time.</summary>
    public abstract IQueueStore Queues { get; }

    /// <summary>Keeps schedules and the ledger of their ticks.</summary>
    public abstract IScheduleStore Schedules { get; }

    /// <summary>Knows which nodes and workers live.</summary>
    public abstract IClusterStore Cluster { get; }

    /// <summary>Hints after commits.</summary>
    public abstract IWakeups Wakeups { get; }

    /// <summary>Writes in transactions of the application's own.</summary>
    public abstract IEnlistment Enlistment { get; }

    /// <summary>Closes the store, if it is open.</summary>
    /// <returns>The closed store.</returns>
    public async ValueTask DisposeAsync()
    {
        await Lifecycle.CloseAsync();
        GC.SuppressFinalize(this);
    }
}
