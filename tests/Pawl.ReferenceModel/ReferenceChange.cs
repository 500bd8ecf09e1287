namespace Pawl.ReferenceModel;

/// <summary>One change of one job, as the store committed it.</summary>
/// <param name="At">The store's time.</param>
/// <param name="Before">The job before; null for a new one.</param>
/// <param name="After">The job after; null for a deleted one.</param>
/// <param name="Worker">Who has the job after.</param>
/// <param name="PrunableAt">When the job may be pruned; null while it is alive.</param>
public readonly record struct ReferenceChange(
    DateTimeOffset At, Job? Before, Job? After, WorkerIdentity? Worker, DateTimeOffset? PrunableAt);
