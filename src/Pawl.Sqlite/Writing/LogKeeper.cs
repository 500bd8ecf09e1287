using System.Runtime.InteropServices;
using Pawl.Sqlite.Connections;
using SQLitePCL;

namespace Pawl.Sqlite.Writing;

/// <summary>Copies the write-ahead log into the database when it has grown, after callers have had their answers.</summary>
internal sealed unsafe class LogKeeper : IDisposable
{
    /// <summary>32 MiB of log: few enough checkpoints that each page is copied once for many changes, and short enough
    /// ones that a caller behind one hardly notices.</summary>
    public const int UsualFramesBeforeCheckpoint = 4_096;

    private readonly PreparedConnection connection;
    private readonly int framesBeforeCheckpoint;
    private readonly int* frames;

    public LogKeeper(PreparedConnection connection, int framesBeforeCheckpoint)
    {
        this.connection = connection;
        this.framesBeforeCheckpoint = framesBeforeCheckpoint;
        frames = (int*)NativeMemory.AllocZeroed(sizeof(int));
        WriterConnection.CountLogFrames(connection, frames);
    }

    /// <summary>Checkpoints if it is time. A reader may hold some of the log back; the next commit tries again.</summary>
    public void AfterCommit()
    {
        if (*frames >= framesBeforeCheckpoint)
        {
            WriterConnection.Checkpoint(connection, raw.SQLITE_CHECKPOINT_PASSIVE);
            *frames = 0;
        }
    }

    /// <summary>Whether the file is no longer where it was opened.</summary>
    public bool HasLostFile() => WriterConnection.HasLostFile(connection);

    /// <summary>To be called when the connection is closed, and not before: SQLite writes through the pointer.</summary>
    public void Dispose() => NativeMemory.Free(frames);
}
