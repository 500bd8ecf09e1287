namespace Pawl.Storage;

/// <summary>Moves jobs on that nobody holds. Called by whoever has the duty; safe for any number of callers at once.</summary>
/// <remarks>Every method does a bounded amount of work: call again at once while it reports as many as the limit, or that there is
/// more.</remarks>
public interface IJobMaintenance
{
    /// <summary>Queues scheduled and retrying jobs that are due, and waiting jobs whose handler has come.</summary>
    /// <param name="limit">The most jobs to move; 1 to 10,000.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many were moved, and how long until the next is due. A job that the database refuses to change is told once, and passed
    /// over for some minutes, so that it does not hold up the others.</returns>
    ValueTask<PromoteResult> PromoteAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Ends the leases of workers that have not renewed in time, by the store's clock, and forgets those
    /// workers. Each job counts a crash, and is queued again, or failed, or cancelled, as
    /// <see cref="JobBudgets.AfterCrash"/> says.</summary>
    /// <param name="limit">The most jobs to reap; 1 to 10,000.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The reaped jobs.</returns>
    ValueTask<IReadOnlyList<ReapedJob>> ReapAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Deletes finished jobs past their retention, entries of the ledger of ticks past theirs, and idempotency keys past their
    /// window: a key outlives its job, so that a request repeated within the window is never run twice.</summary>
    /// <param name="limit">The most of each kind to delete; 1 to 10,000.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many jobs were deleted, and whether anything may be left.</returns>
    ValueTask<PruneResult> PruneAsync(int limit, CancellationToken cancellationToken);
}
