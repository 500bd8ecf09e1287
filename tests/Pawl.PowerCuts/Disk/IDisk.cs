namespace Pawl.PowerCuts.Disk;

/// <summary>Stands between SQLite and the files of one folder. Each method is told of what has been done already, but for the
/// first, which decides whether it is done.</summary>
internal interface IDisk
{
    /// <summary>Decides whether an operation fails.</summary>
    Fault Before(DiskOperation operation, string path);

    /// <summary>A file was opened; it exists now, if it did not before.</summary>
    void Opened(string path);

    /// <summary>Bytes were written to the operating system.</summary>
    void Written(string path, long offset, ReadOnlySpan<byte> bytes);

    /// <summary>A file was cut off.</summary>
    void Truncated(string path, long length);

    /// <summary>A file was synced, or its sync failed and its pages were dropped.</summary>
    void Synced(string path, bool isDropped);

    /// <summary>A file was deleted.</summary>
    void Deleted(string path);

    /// <summary>The names in the folder were synced.</summary>
    void FolderSynced();
}
