namespace Pawl.Storage;

/// <summary>A hint that there is something to do.</summary>
/// <param name="Kind">What.</param>
/// <param name="Queue">Where; set only for <see cref="WakeupKind.JobsQueued"/>.</param>
public readonly record struct Wakeup(WakeupKind Kind, QueueName Queue = default);
