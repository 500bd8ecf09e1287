namespace Pawl.Checker.Histories;

/// <summary>An invariant that did not hold.</summary>
/// <param name="Invariant">Which.</param>
/// <param name="Job">The job that shows it; 0 when none does.</param>
/// <param name="What">What was seen.</param>
/// <param name="Event">How many events the history had.</param>
public sealed record HistoryViolation(string Invariant, long Job, string What, long Event);
