namespace Pawl.Storage;

/// <summary>How one attempt ended, and what is to be written together with that.</summary>
/// <param name="Lease">The lease of the attempt.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Work">Application code to run in the transaction of this completion, if the lease is live; null for
/// none. What it throws undoes its own completion only.</param>
public readonly record struct Completion(Lease Lease, JobOutcome Outcome, Action<IStoreTransaction>? Work = null);
