namespace Pawl;

/// <summary>What a worker proves itself with: its id and a nonce that is never used again, even after a failover gave an
/// id out twice.</summary>
/// <param name="Id">The worker's name.</param>
/// <param name="Nonce">128 bits of chance.</param>
public readonly record struct WorkerIdentity(WorkerId Id, UInt128 Nonce);
