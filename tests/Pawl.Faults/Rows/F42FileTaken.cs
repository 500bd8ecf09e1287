using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>Another process wants the file, and somebody copies it; then it is deleted under its owner.</summary>
internal sealed class F42FileTaken : Row
{
    public override string Fault => "the file is opened by a second process, copied, and deleted";

    public override IReadOnlyList<StoreKind> Stores => Sqlite;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        await site.StartNodeAsync(cancellationToken);
        NodeProcess second = site.Launch([]);
        string errors = await second.EndAsync(cancellationToken);
        site.Expect("The second process is refused by name", errors.Contains("StoreOwnedException", StringComparison.Ordinal));
        site.Expect("The message names the file", errors.Contains(site.DatabaseFile, StringComparison.Ordinal));
        string copy = Directory.CreateDirectory(Path.Combine(site.Folder, "copy")).FullName;
        File.Copy(site.DatabaseFile, Path.Combine(copy, "pawl.db"));
        File.Copy(site.DatabaseFile + "-wal", Path.Combine(copy, "pawl.db-wal"));
        await DeleteUnderOwnerAsync(site, cancellationToken);
        await site.PassAsync(2, cancellationToken);
    }

    /// <summary>In a folder of its own, since nothing is left there to judge.</summary>
    private static async Task DeleteUnderOwnerAsync(Site site, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateDirectory(Path.Combine(site.Folder, "deleted")).FullName;
        await using NodeProcess owner = NodeProcess.Start("node", folder, 1, site.Seed, site.Settings);
        await owner.HearAsync("ready", cancellationToken);
        foreach (string file in Directory.GetFiles(folder, "pawl.db*"))
        {
            File.Delete(file);
        }

        await site.ExpectAsync(
            "The owner of a deleted file stops", TimeSpan.FromSeconds(5), () => Task.FromResult(!owner.IsAlive), cancellationToken);
    }
}
