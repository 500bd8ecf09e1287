using Pawl.PowerCuts.Disk;
using Pawl.PowerCuts.Judging;

namespace Pawl.PowerCuts.Images;

/// <summary>Where crash images are put, so that plain SQLite can open them: in memory, where the machine has such a folder.</summary>
internal sealed class ImageFolder : IDisposable
{
    private const string InMemory = "/dev/shm";
    private const string StoreName = "pawl.db";

    private readonly string root;
    private readonly string judged;
    private int copies;

    public ImageFolder(string name)
    {
        string parent = Directory.Exists(InMemory) ? InMemory : Path.GetTempPath();
        root = Path.Combine(parent, $"pawl-cuts-{Environment.ProcessId}-{name}");
        Directory.CreateDirectory(root);
        LiveFolder = Directory.CreateDirectory(Path.Combine(root, "live")).FullName;
        judged = Directory.CreateDirectory(Path.Combine(root, "image")).FullName;
    }

    /// <summary>Where the store itself lies.</summary>
    public string LiveFolder { get; }

    /// <summary>The store's file.</summary>
    public string LiveFile => Path.Combine(LiveFolder, StoreName);

    /// <summary>Opens an image with plain SQLite, and reads it.</summary>
    public Snapshot Read(CrashImage image, SnapshotReader reader, out string? complaint)
    {
        image.WriteTo(judged);
        return reader.ReadImage(Path.Combine(judged, StoreName), out complaint);
    }

    /// <summary>Puts an image into a folder of its own.</summary>
    /// <returns>The store's file in it.</returns>
    public string Keep(CrashImage image)
    {
        string folder = Directory.CreateDirectory(Path.Combine(root, $"kept-{++copies}")).FullName;
        image.WriteTo(folder);
        return Path.Combine(folder, StoreName);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
