namespace Pawl;

/// <summary>The time-limited right that a claim gives. Every operation of a holder names it; an old one is refused.</summary>
/// <param name="Job">The job that is held.</param>
/// <param name="Token">The claim's place in the order of the job's claims.</param>
/// <param name="Worker">Who holds it, and with whose heartbeat it lives.</param>
public readonly record struct Lease(JobId Job, FencingToken Token, WorkerIdentity Worker);
