using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Writing;
using Pawl.Storage;

namespace Pawl.Sqlite;

/// <summary>What the ports share: the writer and the readers of the open file.</summary>
internal sealed class StoreAccess
{
    private GroupCommitWriter? writer;
    private ReaderPool? readers;

    /// <exception cref="StoreUnavailableException">The store is not open.</exception>
    public GroupCommitWriter Writer => writer
        ?? throw new StoreUnavailableException("The store is not open, so nothing was done. Start the host, or open the store, first.");

    public void Open(GroupCommitWriter openWriter, ReaderPool? openReaders)
    {
        writer = openWriter;
        readers = openReaders;
    }

    public void Close()
    {
        writer = null;
        readers = null;
    }

    /// <summary>Reads what has been committed: beside the writer for a file, and between two commits for a store in
    /// memory, which has one connection.</summary>
    public ValueTask<TResult> ReadAsync<TState, TResult>(
        Func<PreparedConnection, TState, TResult> body, TState state, CancellationToken cancellationToken) =>
        readers is not null
            ? readers.ReadAsync(body, state, cancellationToken)
            : Writer.ExecuteAsync(
                static (transaction, read) => read.body(transaction.Connection, read.state), (body, state), cancellationToken);
}
