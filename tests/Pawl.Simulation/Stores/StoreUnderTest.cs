using System.Data.Common;
using Pawl.Checker.Histories;
using Pawl.Storage;

namespace Pawl.Simulation.Stores;

/// <summary>The store that a simulated cluster shares, and what it says of its changes.</summary>
internal abstract class StoreUnderTest
{
    private static readonly string[] StateNames = Enum.GetNames<JobState>();

    /// <summary>The call that the store works on.</summary>
    public Call By { get; set; } = new(0, 0, Operations.Other, 0);

    /// <summary>Told of every committed change.</summary>
    public required Action<JobChanged> Changed { get; init; }

    public abstract IStoreLifecycle Lifecycle { get; }

    public abstract IJobStore Jobs { get; }

    public abstract IJobLeases Leases { get; }

    public abstract IJobMaintenance Maintenance { get; }

    public abstract IJobQueries Queries { get; }

    public abstract IQueueStore Queues { get; }

    public abstract IClusterStore Cluster { get; }

    public abstract IScheduleStore Schedules { get; }

    public abstract IWakeups Wakeups { get; }

    /// <summary>Notes who a worker is.</summary>
    public virtual void Know(WorkerIdentity worker)
    {
    }

    /// <summary>Writes a row of the application in a transaction that was lent to it, where the store is a database.</summary>
    public virtual void WriteEffect(DbConnection transaction, long job, long token)
    {
    }

    /// <summary>Whether transactions have a connection.</summary>
    public virtual bool IsDatabase => false;

    /// <summary>Tells the changes of what was just done, if the store did not tell them by itself.</summary>
    /// <param name="answers">The leases in the store's answer: claims come in their order.</param>
    public virtual void TellChanges(IReadOnlyList<LeaseAnswer> answers)
    {
    }

    /// <summary>The effects that handlers have committed with their completions, by job, each with the token of its attempt.</summary>
    public virtual IReadOnlyDictionary<long, long> Effects() => new Dictionary<long, long>();

    public abstract void Dispose();

    protected static long MicrosOf(DateTimeOffset instant) =>
        (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    protected static string NameOf(JobState state) => StateNames[(int)state];
}
