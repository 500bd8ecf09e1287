namespace Pawl;

/// <summary>The idempotency key was used for another job; nothing was stored.</summary>
public sealed class IdempotencyConflictException : PawlException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="key">The key.</param>
    /// <param name="existing">The job that it was used for.</param>
    public IdempotencyConflictException(IdempotencyKey key, JobId existing)
        : base($"The idempotency key '{key}' was used within 24 hours for {existing}, whose type or payload differs, so "
            + "nothing was stored. Use a new key for a new request.")
    {
        Key = key;
        Existing = existing;
    }

    /// <summary>The key.</summary>
    public IdempotencyKey Key { get; }

    /// <summary>The job that it was used for.</summary>
    public JobId Existing { get; }
}
