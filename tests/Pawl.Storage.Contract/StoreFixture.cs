using Pawl.ReferenceModel.Chance;
using Pawl.ReferenceModel.Time;

namespace Pawl.Storage.Contract;

/// <summary>A store under test: how to make one, and where its ports are. The tests make a fresh one each, drive it
/// through its ports and <see cref="Clock"/> alone, and dispose of it.</summary>
public abstract class StoreFixture : IAsyncDisposable
{
    /// <summary>The clock to give to the store; whole milliseconds only, so that any store can keep its instants.</summary>
    public ManualClock Clock { get; } = new();

    /// <summary>The chance of the tests, and of the store if it needs some.</summary>
    public SeededEntropy Entropy { get; } = new(seed: 2026);

    public abstract IJobStore Jobs { get; }

    public abstract IJobLeases Leases { get; }

    public abstract IJobMaintenance Maintenance { get; }

    public abstract IClusterStore Cluster { get; }

    public abstract IJobQueries Queries { get; }

    public abstract IQueueStore Queues { get; }

    public abstract IScheduleStore Schedules { get; }

    public abstract IWakeups Wakeups { get; }

    public abstract IStoreLifecycle Lifecycle { get; }

    /// <summary>Whether <see cref="IStoreTransaction.Connection"/> is a database; if not, it throws
    /// <see cref="NotSupportedException"/>, and that is asserted.</summary>
    public abstract bool IsDatabase { get; }

    /// <summary>How many nodes can join.</summary>
    public virtual int MostNodes => IdGenerator.Generators;

    /// <summary>Makes an empty store and opens it, or, after <see cref="CloseAsync"/>, opens the same data again.</summary>
    public abstract ValueTask OpenAsync();

    /// <summary>Closes the store cleanly, and keeps its data for <see cref="OpenAsync"/>.</summary>
    public abstract ValueTask CloseAsync();

    /// <summary>What <see cref="IJobQueries.CountAsync"/> should answer, counted job by job past the kept counters.</summary>
    public abstract ValueTask<IReadOnlyList<JobCount>> RecountAsync();

    /// <summary>Closes the store if it is open, and removes its data.</summary>
    public abstract ValueTask DisposeAsync();
}
