namespace Pawl.Storage;

/// <summary>What a node must know.</summary>
/// <param name="NodeIsLive">Whether the node's membership still stands; if not, it must join again before it makes ids.</param>
/// <param name="Lost">Those of its workers that are not live any more: their leases have ended, and they cannot claim.</param>
/// <param name="Cancellations">Cancellations asked of jobs that its live workers run; repeated until the job ends.</param>
public sealed record HeartbeatReply(
    bool NodeIsLive, IReadOnlyList<WorkerIdentity> Lost, IReadOnlyList<CancellationRequest> Cancellations);
