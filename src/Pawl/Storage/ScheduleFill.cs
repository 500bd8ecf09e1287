namespace Pawl.Storage;

/// <summary>Jobs of a schedule beside its ticks in time.</summary>
/// <param name="Name">The schedule.</param>
/// <param name="Kind">Backfill: a tick that has a job already gets no other. Trigger: not noted in the ledger.</param>
/// <param name="Version">The version that they are by.</param>
/// <param name="Ticks">The ticks; at most 1,000.</param>
public sealed record ScheduleFill(ScheduleName Name, TickKind Kind, int Version, IReadOnlyList<FiredTick> Ticks);
