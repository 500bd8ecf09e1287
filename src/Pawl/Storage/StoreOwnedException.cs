namespace Pawl.Storage;

/// <summary>Another process has the store open; it was not touched.</summary>
public sealed class StoreOwnedException : StoreException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="store">The store.</param>
    /// <param name="owner">Who has it open, as it said itself.</param>
    public StoreOwnedException(string store, string owner)
        : base($"{store} is open in another process ({owner}). A SQLite store has one owner: stop that process, use another "
            + "file, or move to PostgreSQL for several processes.")
    {
        Store = store;
        Owner = owner;
    }

    /// <summary>The store.</summary>
    public string Store { get; }

    /// <summary>Who has it open, as it said itself.</summary>
    public string Owner { get; }
}
