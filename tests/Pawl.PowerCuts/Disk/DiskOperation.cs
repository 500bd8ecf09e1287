namespace Pawl.PowerCuts.Disk;

/// <summary>What SQLite asks of the operating system.</summary>
internal enum DiskOperation
{
    /// <summary>Opens a file.</summary>
    Open,

    /// <summary>Reads a part of a file.</summary>
    Read,

    /// <summary>Writes a part of a file.</summary>
    Write,

    /// <summary>Waits until a file is on the disk.</summary>
    Sync,

    /// <summary>Waits until the names of a folder are on the disk.</summary>
    SyncFolder,

    /// <summary>Cuts a file off.</summary>
    Truncate,

    /// <summary>Deletes a file.</summary>
    Delete,

    /// <summary>Asks how long a file is.</summary>
    Size,

    /// <summary>Asks whether a file is there.</summary>
    Access,

    /// <summary>Takes a lock of a file.</summary>
    Lock,

    /// <summary>Maps a part of the shared index of the log.</summary>
    MapIndex,

    /// <summary>Takes a lock of the shared index of the log.</summary>
    LockIndex,
}
