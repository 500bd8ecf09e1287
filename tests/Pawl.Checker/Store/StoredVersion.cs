namespace Pawl.Checker.Store;

/// <summary>A version of a schedule. Instants are microseconds.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="Number">Its number.</param>
/// <param name="IsPaused">Whether the schedule rested.</param>
/// <param name="From">Its ticks are behind this instant.</param>
/// <param name="Until">Up to this one; of the version in force, up to when all is decided.</param>
public sealed record StoredVersion(string Schedule, int Number, bool IsPaused, long From, long Until);
