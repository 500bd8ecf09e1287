using System.Data.Common;

namespace Pawl.Storage;

/// <summary>Writes in transactions that the application has begun itself. What is written there happens when the application
/// commits, together with what else is in the transaction, or not at all.</summary>
public interface IEnlistment
{
    /// <summary>Stores jobs, all or none, in an application's transaction.</summary>
    /// <param name="transaction">The transaction; it stays open, and the application ends it.</param>
    /// <param name="jobs">1 to 10,000 jobs.</param>
    /// <param name="cancellationToken">Ends the wait; the transaction can then only be rolled back.</param>
    /// <returns>What came of each, if the application commits.</returns>
    /// <exception cref="InvalidOperationException">The transaction is not on the store's database; nothing was written.</exception>
    /// <exception cref="NotSupportedException">The store has no transactions but its own.</exception>
    ValueTask<IReadOnlyList<EnqueueResult>> EnqueueAsync(
        DbTransaction transaction, IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken);

    /// <summary>Records in an application's transaction that an attempt has succeeded.</summary>
    /// <param name="transaction">The transaction; it stays open, and the application ends it.</param>
    /// <param name="lease">The lease of the attempt; nobody else can end it until the transaction has ended.</param>
    /// <param name="cancellationToken">Ends the wait; the transaction can then only be rolled back.</param>
    /// <returns>Whether the lease was live, and so the success is written.</returns>
    /// <exception cref="InvalidOperationException">The transaction is not on the store's database; nothing was written.</exception>
    /// <exception cref="NotSupportedException">The store has no transactions but its own.</exception>
    ValueTask<bool> CompleteAsync(DbTransaction transaction, Lease lease, CancellationToken cancellationToken);
}
