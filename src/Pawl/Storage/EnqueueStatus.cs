namespace Pawl.Storage;

/// <summary>What came of one job of a batch.</summary>
public enum EnqueueStatus
{
    /// <summary>It is stored.</summary>
    Stored,

    /// <summary>The job was there before: the same id, the same request under its idempotency key, or a live job with
    /// its unique key.</summary>
    Existing,

    /// <summary>Refused: its idempotency key was used for another type or payload.</summary>
    IdempotencyConflict,

    /// <summary>Refused: a live job carries its unique key, and it asked for <see cref="UniqueConflict.Refuse"/>.</summary>
    UniqueConflict,

    /// <summary>Not stored, because another job of the batch was refused.</summary>
    NotStored,
}
