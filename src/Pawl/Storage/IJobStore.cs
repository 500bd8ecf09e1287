namespace Pawl.Storage;

/// <summary>Stores jobs and changes them on a user's behalf. Called by clients.</summary>
/// <remarks>Every method is one transaction. Results come in the order of the requests.</remarks>
public interface IJobStore
{
    /// <summary>Stores jobs, all or none.</summary>
    /// <param name="jobs">1 to 10,000 jobs.</param>
    /// <param name="cancellationToken">Ends the wait before the transaction begins.</param>
    /// <returns>What came of each. When one is refused, nothing is stored, and the others are
    /// <see cref="EnqueueStatus.NotStored"/>.</returns>
    /// <exception cref="StoreUnavailableException">Nothing was stored.</exception>
    /// <exception cref="OutcomeUnknownException">The jobs may be stored; storing them again, with the same ids, is safe.</exception>
    ValueTask<IReadOnlyList<EnqueueResult>> EnqueueAsync(IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken);

    /// <summary>Cancels jobs that do not run, and marks running ones, whose workers learn of it with their next heartbeat.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Ends the wait before the transaction begins.</param>
    /// <returns><see cref="JobChange.Done"/>, <see cref="JobChange.Requested"/>, <see cref="JobChange.Refused"/> for a
    /// finished job, or <see cref="JobChange.NotFound"/>.</returns>
    ValueTask<IReadOnlyList<JobChange>> CancelAsync(
        IReadOnlyList<JobId> jobs, string reason, CancellationToken cancellationToken);

    /// <summary>Queues failed and cancelled jobs again with fresh budgets, and scheduled, retrying and waiting ones now.
    /// Tokens go on rising; checkpoint and failures are kept. A finished job whose metadata name a schedule (see
    /// <see cref="ScheduleTick.Of"/>) is among its live jobs again, and decisions that did not see that are refused.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="cancellationToken">Ends the wait before the transaction begins.</param>
    /// <returns><see cref="JobChange.Done"/>, <see cref="JobChange.Refused"/> for queued, running and succeeded jobs,
    /// <see cref="JobChange.UniqueKeyTaken"/>, or <see cref="JobChange.NotFound"/>.</returns>
    ValueTask<IReadOnlyList<JobChange>> RetryAsync(IReadOnlyList<JobId> jobs, CancellationToken cancellationToken);

    /// <summary>Deletes jobs that do not run, alive or finished, and forgets their idempotency keys.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="cancellationToken">Ends the wait before the transaction begins.</param>
    /// <returns><see cref="JobChange.Done"/>, <see cref="JobChange.Refused"/> for running jobs, or
    /// <see cref="JobChange.NotFound"/>.</returns>
    ValueTask<IReadOnlyList<JobChange>> DeleteAsync(IReadOnlyList<JobId> jobs, CancellationToken cancellationToken);

    /// <summary>Gives jobs that have not started another time: <see cref="JobState.Scheduled"/> when it is to come,
    /// <see cref="JobState.Queued"/> when it is past.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="runAt">The time; one that is past is taken as now, so that nobody is overtaken.</param>
    /// <param name="cancellationToken">Ends the wait before the transaction begins.</param>
    /// <returns><see cref="JobChange.Done"/>, <see cref="JobChange.Refused"/> for running and finished jobs, or
    /// <see cref="JobChange.NotFound"/>.</returns>
    ValueTask<IReadOnlyList<JobChange>> RescheduleAsync(
        IReadOnlyList<JobId> jobs, DateTimeOffset runAt, CancellationToken cancellationToken);

    /// <summary>Runs application code in a transaction of the store.</summary>
    /// <param name="work">The code. It may be run again when the transaction must be; what it threw undoes it.</param>
    /// <param name="cancellationToken">Ends the wait before the transaction begins.</param>
    /// <returns>The committed transaction.</returns>
    /// <exception cref="StoreUnavailableException">Nothing was written.</exception>
    /// <exception cref="OutcomeUnknownException">All of it may be written, or nothing.</exception>
    ValueTask TransactAsync(Action<IStoreTransaction> work, CancellationToken cancellationToken);
}
