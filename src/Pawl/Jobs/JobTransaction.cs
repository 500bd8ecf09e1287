using System.Data.Common;

namespace Pawl;

/// <summary>The store's write transaction, lent to your code for one callback. Not to be kept, nor used on another
/// thread.</summary>
public abstract class JobTransaction
{
    /// <summary>Only the engine makes transactions.</summary>
    protected JobTransaction()
    {
    }

    /// <summary>The connection that the transaction is open on. Make commands on it; do not begin, commit, roll back or
    /// close.</summary>
    /// <exception cref="NotSupportedException">The store is not a database (the reference model of the tests).</exception>
    public abstract DbConnection Connection { get; }

    /// <summary>Enqueues a job in this transaction: it exists if and only if the transaction commits.</summary>
    /// <param name="job">The job.</param>
    /// <param name="options">How to enqueue it.</param>
    /// <returns>The job's id, and whether it existed already.</returns>
    /// <exception cref="PawlException">The job is refused, as <see cref="IJobClient.EnqueueAsync(IJob, EnqueueOptions?,
    /// CancellationToken)"/> would; the exception undoes the transaction if you let it pass.</exception>
    public abstract EnqueuedJob Enqueue(IJob job, EnqueueOptions? options = null);
}
