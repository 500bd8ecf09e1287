namespace Pawl.Checker.Store;

/// <summary>What became of the ticks of all schedules, as the store says; without what somebody asked for beside the rules.</summary>
/// <param name="Versions">The versions, in order.</param>
/// <param name="Ticks">The ticks with a job, in order.</param>
/// <param name="Skips">The ticks without, in order.</param>
public sealed record TickLedger(
    IReadOnlyList<StoredVersion> Versions, IReadOnlyList<StoredTick> Ticks, IReadOnlyList<StoredSkip> Skips);
