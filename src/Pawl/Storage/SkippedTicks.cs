namespace Pawl.Storage;

/// <summary>Ticks in a row that do not become jobs.</summary>
/// <param name="From">The nominal instant of the first.</param>
/// <param name="Until">That of the last.</param>
/// <param name="Count">How many; null when they were not counted.</param>
/// <param name="Reason">Why.</param>
public sealed record SkippedTicks(DateTimeOffset From, DateTimeOffset Until, long? Count, SkipReason Reason);
