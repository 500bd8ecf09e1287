namespace Pawl.Storage;

/// <summary>A store: one class for each port.</summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>Opens and closes the store.</summary>
    IStoreLifecycle Lifecycle { get; }

    /// <summary>Stores jobs and changes them on a user's behalf.</summary>
    IJobStore Jobs { get; }

    /// <summary>Gives claims to workers and takes back what came of them.</summary>
    IJobLeases Leases { get; }

    /// <summary>Moves jobs on that nobody holds.</summary>
    IJobMaintenance Maintenance { get; }

    /// <summary>Reads jobs.</summary>
    IJobQueries Queries { get; }

    /// <summary>Stores what is set of queues at run time.</summary>
    IQueueStore Queues { get; }

    /// <summary>Knows which nodes and workers live.</summary>
    IClusterStore Cluster { get; }

    /// <summary>Hints after commits.</summary>
    IWakeups Wakeups { get; }

    /// <summary>Writes in transactions of the application's own.</summary>
    IEnlistment Enlistment { get; }
}
