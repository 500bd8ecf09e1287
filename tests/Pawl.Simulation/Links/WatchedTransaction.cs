using System.Data.Common;
using Pawl.Simulation.Running;
using Pawl.Storage;

namespace Pawl.Simulation.Links;

/// <summary>A transaction that is lent to application code, and remembers what the code stores in it.</summary>
internal sealed class WatchedTransaction(World world, IStoreTransaction transaction) : IStoreTransaction
{
    /// <summary>The job that was stored last; 0 for none.</summary>
    public long LastStored { get; private set; }

    public DbConnection Connection => transaction.Connection;

    public IReadOnlyList<EnqueueResult> Enqueue(IReadOnlyList<NewJob> jobs)
    {
        foreach (NewJob job in jobs)
        {
            world.History.Track(job.Id.Value).Request ??= world.RequestOf(job);
            LastStored = job.Id.Value;
        }

        return transaction.Enqueue(jobs);
    }
}
