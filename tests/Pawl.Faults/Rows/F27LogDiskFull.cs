using Pawl.Faults.Disks;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;
using Pawl.PrivatePostgres;

namespace Pawl.Faults.Rows;

/// <summary>The disk of PostgreSQL's log is full, so that it panics, and panics again, or gives up; and then there is room.</summary>
internal sealed class F27LogDiskFull : Row
{
    // Three segments of the log; and as much as it may ever be.
    private const int LittleKiB = 3 * 16 * 1_024;
    private const int MuchKiB = 1_024 * 1_024;
    private static readonly TimeSpan LongestReturn = TimeSpan.FromSeconds(10);

    public override string Fault => "the disk of PostgreSQL's log is full, and then has room again";

    public override int Tier => 1;

    public override IReadOnlyList<StoreKind> Stores => Postgres;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        SmallDisk disk = await MoveLogAsync(site, cancellationToken);
        site.Settings.AddRange([.. Beside.LongLease, "--Pace", "20"]);
        await Beside.StartAsync(site, cancellationToken);
        await site.StartNodeAsync(cancellationToken);
        await site.WaitAsync("PostgreSQL panics", _ => HasPanicked(site), cancellationToken);
        site.Disturb(0, "down");
        await site.PassAsync(6, cancellationToken);

        await disk.ResizeAsync(MuchKiB, cancellationToken);
        if (site.Server.ProcessId is null)
        {
            site.Report("PostgreSQL gave up, and was started again");
            await site.Server.StartAsync(cancellationToken);
        }

        await Beside.ExpectAnswersAsync(site, LongestReturn, cancellationToken);
        site.Heal(0);
        await site.PassAsync(2, cancellationToken);
        foreach (NodeProcess node in site.Started)
        {
            site.Expect($"Process {node.Number} lives on", node.IsAlive);
        }
    }

    /// <summary>Gives the log of the server a small disk of its own.</summary>
    private static async Task<SmallDisk> MoveLogAsync(Site site, CancellationToken cancellationToken)
    {
        PrivateServer server = site.Server;
        await server.StopAsync(cancellationToken);
        SmallDisk disk = site.Use(await SmallDisk.MountAsync(server.Folder, LittleKiB, cancellationToken));
        string log = Path.Combine(server.DataFolder, "pg_wal");
        await Tool.RunAsync(cancellationToken, "cp", "--archive", log + "/.", disk.Folder);
        Directory.Delete(log, recursive: true);
        File.CreateSymbolicLink(log, disk.Folder);
        await server.StartAsync(cancellationToken);
        return disk;
    }

    private static bool HasPanicked(Site site) => File.ReadLines(site.Server.LogPath).Any(line =>
        line.Contains("PANIC", StringComparison.Ordinal) && line.Contains("No space left on device", StringComparison.Ordinal));
}
