namespace Pawl.Storage;

/// <summary>Opens and closes a store. Called by the node.</summary>
public interface IStoreLifecycle
{
    /// <summary>Opens the store, brings its schema up to date, and puts right what a crash left.</summary>
    /// <param name="cancellationToken">Ends the opening; the store stays closed.</param>
    /// <returns>The open store.</returns>
    /// <exception cref="StoreOwnedException">Another process has the store open.</exception>
    /// <exception cref="StoreCorruptException">The store is damaged.</exception>
    /// <exception cref="SchemaTooNewException">A newer Pawl has written the store.</exception>
    /// <exception cref="StoreReadOnlyException">The store cannot be written to.</exception>
    /// <exception cref="StoreFullException">There is no room to open the store.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    ValueTask OpenAsync(CancellationToken cancellationToken);

    /// <summary>Closes the store cleanly: what was accepted is committed first. When the disk fails meanwhile the store is closed
    /// nevertheless, and the next opening tidies up.</summary>
    /// <returns>The closed store.</returns>
    ValueTask CloseAsync();

    /// <summary>Completes with the reason when the store has stopped itself, because it could not know any more what is
    /// durable. Only a new process, which opens it anew, can go on.</summary>
    Task<StoreException> Failed { get; }

    /// <summary>What people call the store, without secrets: <c>SQLite, /var/lib/app/pawl.db</c>.</summary>
    string Description { get; }
}
