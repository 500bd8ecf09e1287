namespace Pawl;

/// <summary>A live job carries the unique key; nothing was stored.</summary>
public sealed class UniqueConflictException : PawlException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="key">The key.</param>
    /// <param name="existing">The live job that carries it.</param>
    public UniqueConflictException(UniqueKey key, JobId existing)
        : base($"The live job {existing} carries the unique key '{key}', so nothing was stored. Wait for it, cancel it, "
            + "or enqueue with UniqueConflict.ReturnExisting.")
    {
        Key = key;
        Existing = existing;
    }

    /// <summary>The key.</summary>
    public UniqueKey Key { get; }

    /// <summary>The live job that carries it.</summary>
    public JobId Existing { get; }
}
