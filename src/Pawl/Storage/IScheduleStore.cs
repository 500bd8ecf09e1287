namespace Pawl.Storage;

/// <summary>Keeps schedules, their versions, and the ledger of their ticks. Called by clients and by whoever has the duty; safe for any
/// number of callers at once: what was decided from an old revision is not applied, and a tick has one job at most.</summary>
public interface IScheduleStore
{
    /// <summary>Finds a schedule.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The store's time, and the schedule, or none.</returns>
    ValueTask<DueSchedules> FindAsync(ScheduleName name, CancellationToken cancellationToken);

    /// <summary>Lists schedules in the order of their names.</summary>
    /// <param name="after">Only those behind this name.</param>
    /// <param name="limit">The most schedules; 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The schedules.</returns>
    ValueTask<IReadOnlyList<StoredSchedule>> ListAsync(ScheduleName? after, int limit, CancellationToken cancellationToken);

    /// <summary>Finds schedules that are due, by the store's clock. Looks at no others.</summary>
    /// <param name="limit">The most schedules; 1 to 10,000.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The schedules, and when to ask again.</returns>
    ValueTask<DueSchedules> FindDueAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Writes decisions and changes, each wholly or not at all: ledger, jobs and the time of the next look commit
    /// together.</summary>
    /// <param name="writes">At most one a schedule; at most 10,000 jobs in all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>For each, whether it was applied. False when the revision was another, or the store's time is before what it decides
    /// up to, because its clock went back since it was read: read again, and decide anew.</returns>
    ValueTask<IReadOnlyList<bool>> WriteAsync(IReadOnlyList<ScheduleWrite> writes, CancellationToken cancellationToken);

    /// <summary>Stores jobs for ticks of the past, or beside all ticks.</summary>
    /// <param name="fill">The jobs; those of a backfill for ticks up to <see cref="StoredSchedule.DecidedUntil"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>For each tick whether it became a job: false when it has one. All false when there is no such schedule.</returns>
    ValueTask<IReadOnlyList<bool>> FillAsync(ScheduleFill fill, CancellationToken cancellationToken);

    /// <summary>Reads the versions of a name, the newest first.</summary>
    /// <param name="name">The name.</param>
    /// <param name="limit">The most versions; 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The versions, also of deleted schedules.</returns>
    ValueTask<IReadOnlyList<StoredScheduleVersion>> ListVersionsAsync(
        ScheduleName name, int limit, CancellationToken cancellationToken);

    /// <summary>Reads the ledger of a name, by nominal instant, the latest first; at the same instant, the job first.</summary>
    /// <param name="name">The name.</param>
    /// <param name="before">Only entries that begin before this.</param>
    /// <param name="limit">The most entries; 1 to 10,000.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The entries.</returns>
    ValueTask<IReadOnlyList<StoredTick>> ListTicksAsync(
        ScheduleName name, DateTimeOffset? before, int limit, CancellationToken cancellationToken);
}
