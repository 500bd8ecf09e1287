using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Writing;
using SQLitePCL;

namespace Pawl.Sqlite.Opening;

/// <summary>All that exists only while the store is open.</summary>
internal sealed class OpenStore
{
    private static readonly SqlFile UpdateStore = SqlFile.Load("Store/UpdateStore.sql");

    private readonly OwnerLock? owner;
    private readonly PreparedConnection connection;
    private readonly StoreClock clock;
    private readonly LogKeeper log;
    private readonly Thread? thread;

    public OpenStore(
        OwnerLock? owner,
        PreparedConnection connection,
        StoreClock clock,
        LogKeeper log,
        GroupCommitWriter writer,
        ReaderPool? readers)
    {
        this.owner = owner;
        this.connection = connection;
        this.clock = clock;
        this.log = log;
        Writer = writer;
        Readers = readers;
        if (writer.Mode == WriterMode.Thread)
        {
            thread = new Thread(writer.Run) { IsBackground = true, Name = "pawl-sqlite-writer" };
            thread.Start();
        }
    }

    public GroupCommitWriter Writer { get; }

    public ReaderPool? Readers { get; }

    /// <summary>Writes what waits, and lets go of the file, even when the disk has failed. Readers go first: the last
    /// connection to close is the one that checkpoints.</summary>
    public void Close()
    {
        Writer.Complete();
        if (thread is null)
        {
            Writer.Run();
        }
        else
        {
            thread.Join();
        }

        Readers?.Dispose();
        try
        {
            if (!Writer.Failed.IsCompleted)
            {
                connection[UpdateStore].Bind(1, 1).Bind(2, clock.Now()).Execute();
                WriterConnection.Checkpoint(connection, raw.SQLITE_CHECKPOINT_TRUNCATE);
                WriterConnection.KeepLogOnClose(connection, false);
            }
        }
        finally
        {
            connection.Dispose();
            log.Dispose();
            owner?.Dispose();
        }
    }
}
