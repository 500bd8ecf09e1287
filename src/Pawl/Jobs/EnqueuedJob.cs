namespace Pawl;

/// <summary>What came of one enqueue.</summary>
/// <param name="Id">The job's name.</param>
/// <param name="AlreadyExisted">Whether the job was there before: the same idempotency key, or a live job with the same
/// unique key.</param>
public readonly record struct EnqueuedJob(JobId Id, bool AlreadyExisted);
