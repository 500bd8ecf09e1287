namespace Pawl;

/// <summary>What schedules were and did, and what they will do.</summary>
public interface IScheduleHistory
{
    /// <summary>Says what a rule means and when it runs, without storing anything.</summary>
    /// <param name="rule">The rule; text is a standard cron expression.</param>
    /// <param name="options">The zone and the calendar; UTC by default.</param>
    /// <param name="count">How many runs; 1 to 1,000.</param>
    /// <param name="after">From when on; now by default.</param>
    /// <returns>The rule in words, and its runs; fewer when there are no more.</returns>
    /// <exception cref="ScheduleRuleException">The rule, the zone or the calendar is wrong, or never runs.</exception>
    SchedulePreview Preview(ScheduleRule rule, ScheduleOptions? options = null, int count = 5, DateTimeOffset? after = null);

    /// <summary>Reads the versions of a schedule, the newest first.</summary>
    /// <param name="name">The schedule; it may be deleted.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>At most 1,000 versions.</returns>
    Task<IReadOnlyList<ScheduleVersion>> ListVersionsAsync(ScheduleName name, CancellationToken cancellationToken = default);

    /// <summary>Reads what became of ticks, the newest first. What was decided more than 90 days ago is forgotten.</summary>
    /// <param name="name">The schedule; it may be deleted.</param>
    /// <param name="before">Only ticks with a nominal instant before this; all by default.</param>
    /// <param name="limit">The most entries; 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The entries.</returns>
    Task<IReadOnlyList<LedgerEntry>> ListTicksAsync(
        ScheduleName name, DateTimeOffset? before = null, int limit = 100, CancellationToken cancellationToken = default);
}
