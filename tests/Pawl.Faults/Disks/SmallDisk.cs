using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Disks;

/// <summary>A file system of its own with little room, in memory.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; }

    /// <summary>Mounts one below a folder.</summary>
    public static async Task<SmallDisk> MountAsync(string parent, int kibibytes, CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            throw new CannotInjectException("A small disk takes the right to mount one; run this row as root.");
        }

        string folder = Directory.CreateDirectory(Path.Combine(parent, "disk")).FullName;
        await Tool.RunAsync(cancellationToken, "mount", "-t", "tmpfs", "-o", $"size={kibibytes}k", "pawl-small-disk", folder);
        return new SmallDisk(folder);
    }

    /// <summary>Gives it another size.</summary>
    public Task ResizeAsync(int kibibytes, CancellationToken cancellationToken) =>
        Tool.RunAsync(cancellationToken, "mount", "-o", $"remount,size={kibibytes}k", Folder);

    public async ValueTask DisposeAsync() => await Tool.RunAsync(CancellationToken.None, "umount", "--lazy", Folder);
}
