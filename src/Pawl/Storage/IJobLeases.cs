namespace Pawl.Storage;

/// <summary>Gives workers exclusive, time-limited claims on jobs, and takes back what came of them. Called by workers.</summary>
/// <remarks>A lease lives as long as its worker: <see cref="IClusterStore.HeartbeatAsync"/> renews the worker, and with
/// it all its leases. Every method is one transaction. Results come in the order of the requests.</remarks>
public interface IJobLeases
{
    /// <summary>Claims due jobs: lowest priority number first, then earliest due, then lowest id. Each claim raises the
    /// job's token.</summary>
    /// <remarks>Paused queues give nothing. A job whose type the request does not handle is passed over, and parked in
    /// <see cref="JobState.Waiting"/> when no live worker handles it. A job that has crashed a worker is given only for
    /// immediate start, never as prefetch; one on its last chance (<see cref="JobBudgets.IsLastChance"/>) is given only
    /// in a batch of its own.</remarks>
    /// <param name="request">Who claims, from which queue, and how many.</param>
    /// <param name="cancellationToken">Ends the wait; jobs may have been claimed, and their leases expire with the worker.</param>
    /// <returns>The claimed jobs, in the order they are to be run; empty when there are none, or the worker is not live, or
    /// closed.</returns>
    /// <exception cref="StoreUnavailableException">Nothing was claimed.</exception>
    /// <exception cref="OutcomeUnknownException">Jobs may have been claimed, or may still be;
    /// <see cref="IClusterStore.CloseWorkerAsync"/> takes them back.</exception>
    ValueTask<IReadOnlyList<LeasedJob>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken);

    /// <summary>Records how attempts ended. Each stands alone: one refused completion does not undo another.</summary>
    /// <remarks>When cancellation was requested, any ending but success and failure becomes
    /// <see cref="JobState.Cancelled"/>.</remarks>
    /// <param name="completions">The endings, at most 10,000.</param>
    /// <param name="cancellationToken">Ends the wait before the transaction begins.</param>
    /// <returns>What came of each.</returns>
    /// <exception cref="StoreUnavailableException">Nothing was recorded; completing again is safe.</exception>
    /// <exception cref="OutcomeUnknownException">The endings may be recorded; completing again is safe, and says
    /// <see cref="CompletionStatus.LeaseLost"/> if they were.</exception>
    ValueTask<IReadOnlyList<CompletionResult>> CompleteAsync(
        IReadOnlyList<Completion> completions, CancellationToken cancellationToken);

    /// <summary>Stores checkpoints and progress of running jobs. Each stands alone.</summary>
    /// <param name="updates">The updates, at most 10,000.</param>
    /// <param name="cancellationToken">Ends the wait before the transaction begins.</param>
    /// <returns>For each, whether the lease was live, and so the update stored.</returns>
    /// <exception cref="StoreUnavailableException">Nothing was stored.</exception>
    ValueTask<IReadOnlyList<bool>> UpdateAsync(IReadOnlyList<LeaseUpdate> updates, CancellationToken cancellationToken);
}
