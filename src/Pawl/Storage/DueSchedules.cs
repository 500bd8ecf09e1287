namespace Pawl.Storage;

/// <summary>The schedules that somebody must look at.</summary>
/// <param name="Now">The store's time.</param>
/// <param name="Schedules">Those that are due, earliest first.</param>
/// <param name="NextDueIn">How long until the next one behind them is due; zero when one is; null when there is none.</param>
public sealed record DueSchedules(DateTimeOffset Now, IReadOnlyList<StoredSchedule> Schedules, TimeSpan? NextDueIn);
