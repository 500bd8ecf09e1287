namespace Pawl;

/// <summary>Makes and changes schedules. Each nominal instant of a schedule becomes exactly one job or one recorded skip, whatever
/// nodes fail; no change of a schedule runs anything by itself.</summary>
/// <remarks>Safe for any number of threads. Every change is stored as a version. When a call throws
/// <see cref="Storage.StoreUnavailableException"/>, nothing was done; after <see cref="Storage.OutcomeUnknownException"/> it may have been
/// done, and calling again with the same arguments is safe, except for <see cref="TriggerAsync"/>, which may then run twice.</remarks>
public interface IScheduleClient : IScheduleHistory
{
    /// <summary>Makes a schedule, or changes it. What was due before the change is decided by the version before. A schedule that is
    /// already as described is left alone.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="rule">When it runs; text is a standard cron expression.</param>
    /// <param name="job">What each tick enqueues.</param>
    /// <param name="options">How it runs.</param>
    /// <param name="enqueue">How its jobs are enqueued; an idempotency key or a unique key is refused.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The schedule as it is now, with what changed in the next 30 runs.</returns>
    /// <exception cref="ScheduleRuleException">The rule, the zone or the calendar is wrong, or never runs; nothing was stored.</exception>
    /// <exception cref="ArgumentException">An option is outside its range; nothing was stored.</exception>
    Task<Schedule> UpsertAsync(
        ScheduleName name,
        ScheduleRule rule,
        IJob job,
        ScheduleOptions? options = null,
        EnqueueOptions? enqueue = null,
        CancellationToken cancellationToken = default);

    /// <summary>Finds a schedule.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The schedule, or null.</returns>
    Task<Schedule?> FindAsync(ScheduleName name, CancellationToken cancellationToken = default);

    /// <summary>Lists schedules in the order of their names.</summary>
    /// <param name="after">Only those behind this name: the last of the page before.</param>
    /// <param name="limit">The most schedules; 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The schedules.</returns>
    Task<IReadOnlyList<Schedule>> ListAsync(
        ScheduleName? after = null, int limit = 100, CancellationToken cancellationToken = default);

    /// <summary>Lets a schedule rest. Its ticks until it is resumed neither run nor are caught up.</summary>
    /// <param name="name">The schedule.</param>
    /// <param name="reason">Why; at most 500 characters are kept.</param>
    /// <param name="author">Who; at most 200 characters are kept.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The schedule as it is now; one that rests already is left alone.</returns>
    /// <exception cref="ScheduleNotFoundException">There is no such schedule.</exception>
    Task<Schedule> PauseAsync(
        ScheduleName name, string reason, string? author = null, CancellationToken cancellationToken = default);

    /// <summary>Lets a schedule that rests go on, from its next tick.</summary>
    /// <param name="name">The schedule.</param>
    /// <param name="author">Who; at most 200 characters are kept.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The schedule as it is now; one that does not rest is left alone.</returns>
    /// <exception cref="ScheduleNotFoundException">There is no such schedule.</exception>
    Task<Schedule> ResumeAsync(ScheduleName name, string? author = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes a schedule. Its jobs live on, and its versions and ticks can still be read.</summary>
    /// <param name="name">The schedule.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether there was one.</returns>
    Task<bool> DeleteAsync(ScheduleName name, CancellationToken cancellationToken = default);

    /// <summary>Enqueues a job of the schedule now, whatever its rule, its calendar and earlier jobs say, and also while it
    /// rests.</summary>
    /// <param name="name">The schedule.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The job.</returns>
    /// <exception cref="ScheduleNotFoundException">There is no such schedule.</exception>
    Task<JobId> TriggerAsync(ScheduleName name, CancellationToken cancellationToken = default);

    /// <summary>Enqueues a job for each tick in a range that has none yet, by the versions that were in force. At most 10,000
    /// ticks.</summary>
    /// <param name="name">The schedule.</param>
    /// <param name="from">The first instant.</param>
    /// <param name="until">The last instant; not later than now.</param>
    /// <param name="isDryRun">Counts only.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many ticks there are, and the jobs.</returns>
    /// <exception cref="ScheduleNotFoundException">There is no such schedule.</exception>
    /// <exception cref="ArgumentException">The range is empty, in the future, or holds more than 10,000 ticks; nothing was
    /// done.</exception>
    Task<BackfillResult> BackfillAsync(
        ScheduleName name,
        DateTimeOffset from,
        DateTimeOffset until,
        bool isDryRun = false,
        CancellationToken cancellationToken = default);
}
