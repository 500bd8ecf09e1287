using Pawl.PowerCuts.Disk;
using Pawl.Sqlite.Tests.Files;

namespace Pawl.Sqlite.Tests.Faults;

/// <summary>A disk under one store that fails on request.</summary>
internal sealed class FaultyDisk : IDisk, IDisposable
{
    private readonly string folder;
    private volatile Func<DiskOperation, string, int>? fault;

    /// <summary>Puts the disk under a store that is not open yet.</summary>
    public FaultyDisk(StoreFile file)
    {
        folder = Path.GetDirectoryName(file.Path) ?? "";
        FaultVfs.Mount(folder, this);
    }

    /// <summary>Lets operations fail.</summary>
    /// <param name="code">Given the operation and the file, the SQLite error to return, or 0.</param>
    public void Break(Func<DiskOperation, string, int> code) => fault = code;

    /// <summary>Puts the disk right again.</summary>
    public void Repair() => fault = null;

    public Fault Before(DiskOperation operation, string path) => new(fault?.Invoke(operation, path) ?? 0);

    public void Opened(string path)
    {
    }

    public void Written(string path, long offset, ReadOnlySpan<byte> bytes)
    {
    }

    public void Truncated(string path, long length)
    {
    }

    public void Synced(string path, bool isDropped)
    {
    }

    public void Deleted(string path)
    {
    }

    public void FolderSynced()
    {
    }

    public void Dispose() => FaultVfs.Unmount(folder);
}
