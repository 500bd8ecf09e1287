namespace Pawl.Storage;

/// <summary>Someone asked for a running job to stop.</summary>
/// <param name="Lease">The lease it runs under.</param>
/// <param name="Reason">Why.</param>
public readonly record struct CancellationRequest(Lease Lease, string Reason);
