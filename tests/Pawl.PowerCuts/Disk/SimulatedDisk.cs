namespace Pawl.PowerCuts.Disk;

/// <summary>A disk whose power can be cut at any moment: it knows of each file, and of the folder's names, what a cut would
/// surely leave and what it might. It fails on request, and hashes all that was asked of it.</summary>
internal sealed class SimulatedDisk : IDisk
{
    private const string IndexSuffix = "-shm";

    private readonly Dictionary<string, StoredFile> names = [];
    private readonly Dictionary<string, StoredFile> durableNames = [];
    private readonly List<(string Path, StoredFile? File)> pendingNames = [];

    /// <summary>Called after each operation that changes what a cut would leave.</summary>
    public Action? OnChange { get; set; }

    /// <summary>Decides which operation fails; it is told their numbers, from 1.</summary>
    public Func<DiskOperation, string, long, Fault>? Faults { get; set; }

    /// <summary>Decides whether a sync is a lie: answered, and not done. For tests of the tests.</summary>
    public Func<string, bool>? Lies { get; set; }

    /// <summary>How many operations there were.</summary>
    public long Operations { get; private set; }

    /// <summary>How many syncs of files there were.</summary>
    public long Syncs { get; private set; }

    /// <summary>A hash of all operations, in order.</summary>
    public ulong Trace { get; private set; } = 14_695_981_039_346_656_037;

    /// <summary>Mixes a number into <see cref="Trace"/>.</summary>
    public void Note(ulong what) => Trace = (Trace ^ what) * 1_099_511_628_211;

    /// <inheritdoc/>
    public Fault Before(DiskOperation operation, string path)
    {
        Operations++;
        Note(((ulong)operation << 32) | (ulong)path[^1]);
        return Faults?.Invoke(operation, path, Operations) ?? Fault.None;
    }

    /// <inheritdoc/>
    public void Opened(string path)
    {
        if (!IsIndex(path) && !names.ContainsKey(path))
        {
            var file = new StoredFile();
            names[path] = file;
            pendingNames.Add((path, file));
            OnChange?.Invoke();
        }
    }

    /// <inheritdoc/>
    public void Written(string path, long offset, ReadOnlySpan<byte> bytes)
    {
        if (!IsIndex(path))
        {
            Note(((ulong)offset << 20) ^ (ulong)bytes.Length);
            names[path].Write(offset, bytes);
            OnChange?.Invoke();
        }
    }

    /// <inheritdoc/>
    public void Truncated(string path, long length)
    {
        if (!IsIndex(path))
        {
            names[path].Truncate(length);
            OnChange?.Invoke();
        }
    }

    /// <inheritdoc/>
    public void Synced(string path, bool isDropped)
    {
        if (IsIndex(path))
        {
            return;
        }

        Syncs++;
        if (isDropped)
        {
            names[path].Drop();
        }
        else if (Lies?.Invoke(path) != true)
        {
            names[path].Sync();
        }

        OnChange?.Invoke();
    }

    /// <inheritdoc/>
    public void Deleted(string path)
    {
        if (names.Remove(path))
        {
            pendingNames.Add((path, null));
            OnChange?.Invoke();
        }
    }

    /// <inheritdoc/>
    public void FolderSynced()
    {
        foreach ((string path, StoredFile? file) in pendingNames)
        {
            Rename(durableNames, path, file);
        }

        pendingNames.Clear();
        OnChange?.Invoke();
    }

    /// <summary>Cuts the power.</summary>
    /// <param name="image">Where to put what is left.</param>
    /// <param name="chance">Draws what is left.</param>
    public void CutInto(CrashImage image, CutChance chance)
    {
        var remains = (Remains)chance.Next(5);
        int kept = remains switch
        {
            Remains.Nothing => 0,
            Remains.Everything => pendingNames.Count,
            _ => chance.Next(pendingNames.Count + 1),
        };
        Dictionary<string, StoredFile> left = durableNames;
        if (kept > 0)
        {
            // A file system orders the changes of a folder, so a cut keeps the first of them.
            left = new Dictionary<string, StoredFile>(durableNames);
            foreach ((string path, StoredFile? file) in pendingNames.Take(kept))
            {
                Rename(left, path, file);
            }
        }

        image.Begin(remains);
        foreach ((string path, StoredFile file) in left)
        {
            file.CutInto(image.Add(path), remains, chance);
        }
    }

    private static void Rename(Dictionary<string, StoredFile> into, string path, StoredFile? file)
    {
        if (file is null)
        {
            into.Remove(path);
        }
        else
        {
            into[path] = file;
        }
    }

    // Shared memory, which no cut leaves.
    private static bool IsIndex(string path) => path.EndsWith(IndexSuffix, StringComparison.Ordinal);
}
