namespace Pawl.Storage;

/// <summary>A tick that becomes a job.</summary>
/// <param name="At">The nominal instant; not after the store's time.</param>
/// <param name="Job">The job.</param>
/// <param name="ZoneVersion">The time-zone data that it was computed with.</param>
public sealed record FiredTick(DateTimeOffset At, NewJob Job, string ZoneVersion);
