using System.Data.Common;

namespace Pawl.Storage;

/// <summary>A write transaction of the store, lent to application code for one callback.</summary>
public interface IStoreTransaction
{
    /// <summary>The connection that the transaction is open on.</summary>
    /// <exception cref="NotSupportedException">The store is not a database.</exception>
    DbConnection Connection { get; }

    /// <summary>Stores jobs in this transaction, all or none, as <see cref="IJobStore.EnqueueAsync"/> does.</summary>
    /// <param name="jobs">1 to 10,000 jobs.</param>
    /// <returns>What came of each.</returns>
    IReadOnlyList<EnqueueResult> Enqueue(IReadOnlyList<NewJob> jobs);
}
