namespace Pawl.Storage;

/// <summary>Says that a node and its workers live.</summary>
/// <param name="Node">The node.</param>
/// <param name="Workers">Its workers.</param>
/// <param name="LeaseDuration">How long they live from now.</param>
public sealed record Heartbeat(NodeMembership Node, IReadOnlyList<WorkerIdentity> Workers, TimeSpan LeaseDuration);
