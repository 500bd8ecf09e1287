using Pawl.Storage;

namespace Pawl.PostgreSql.Schedules;

/// <summary>A tick that becomes a job.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="Version">The version that decides it.</param>
/// <param name="Tick">The tick.</param>
internal readonly record struct TickJob(string Schedule, int Version, FiredTick Tick);
