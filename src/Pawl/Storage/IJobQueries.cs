namespace Pawl.Storage;

/// <summary>Reads jobs. Called by clients; never blocks writers.</summary>
/// <remarks>A read sees everything that was acknowledged before it began.</remarks>
public interface IJobQueries
{
    /// <summary>Finds jobs, with their details.</summary>
    /// <param name="ids">At most 1,000 ids.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>For each id the job, or null.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    ValueTask<IReadOnlyList<Job?>> FindAsync(IReadOnlyList<JobId> ids, CancellationToken cancellationToken);

    /// <summary>Lists jobs, alive and finished, highest id first, without details. Looks at a bounded number of jobs.</summary>
    /// <param name="query">Which jobs.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A page.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    ValueTask<JobPage> ListAsync(JobQuery query, CancellationToken cancellationToken);

    /// <summary>Reads the kept counters, which always equal a recount.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Every combination of queue, type and state whose count is not 0, in their order.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    ValueTask<IReadOnlyList<JobCount>> CountAsync(CancellationToken cancellationToken);
}
