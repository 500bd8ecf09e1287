namespace Pawl.PowerCuts.Disk;

/// <summary>What a power cut has left of a folder.</summary>
internal sealed class CrashImage
{
    private readonly Dictionary<string, CrashFile> files = [];

    /// <summary>How the cut was drawn.</summary>
    public Remains Remains { get; private set; }

    /// <summary>Whether a write is there in part.</summary>
    public bool IsTorn => files.Values.Any(file => file is { Exists: true, IsTorn: true });

    /// <summary>The files by the ends of their names: "" of the database, "-wal" of its log.</summary>
    public IEnumerable<(string Path, CrashFile File)> Files => files.Select(file => (file.Key, file.Value));

    public void Begin(Remains remains)
    {
        Remains = remains;
        foreach (CrashFile file in files.Values)
        {
            file.Exists = false;
        }
    }

    public CrashFile Add(string path)
    {
        if (!files.TryGetValue(path, out CrashFile? file))
        {
            files[path] = file = new CrashFile();
        }

        file.Exists = true;
        return file;
    }

    /// <summary>Writes the files into another folder, under their names, and takes away those that the cut has not left.</summary>
    public void WriteTo(string folder)
    {
        foreach ((string path, CrashFile file) in files)
        {
            string target = Path.Combine(folder, Path.GetFileName(path));
            if (!file.Exists)
            {
                File.Delete(target);
                continue;
            }

            using Microsoft.Win32.SafeHandles.SafeFileHandle handle = File.OpenHandle(target, FileMode.OpenOrCreate, FileAccess.Write);
            if (RandomAccess.GetLength(handle) > file.Bytes.Length)
            {
                RandomAccess.SetLength(handle, file.Bytes.Length);
            }

            RandomAccess.Write(handle, file.Bytes, 0);
        }
    }
}
