namespace Pawl.Storage;

/// <summary>What a running job wants to be remembered.</summary>
/// <param name="Lease">The lease of the attempt.</param>
/// <param name="Checkpoint">The new checkpoint, UTF-8 JSON; null leaves the old one.</param>
/// <param name="Progress">The new progress; null leaves the old one.</param>
public readonly record struct LeaseUpdate(Lease Lease, ReadOnlyMemory<byte>? Checkpoint, JobProgress? Progress);
