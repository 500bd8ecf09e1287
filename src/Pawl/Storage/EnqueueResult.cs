namespace Pawl.Storage;

/// <summary>What came of one job of a batch.</summary>
/// <param name="Id">The stored job: the new one, or the one that stood in its way.</param>
/// <param name="Status">What came of it.</param>
public readonly record struct EnqueueResult(JobId Id, EnqueueStatus Status)
{
    /// <summary>Whether the job was refused, so that nothing of the batch is stored.</summary>
    public bool IsRefused => Status is EnqueueStatus.IdempotencyConflict or EnqueueStatus.UniqueConflict;
}
