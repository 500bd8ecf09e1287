using Pawl.Checker.Journals;
using Pawl.Faults.Disks;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>The disk of the file is full, and then it is not.</summary>
internal sealed class F26DiskFull : Row
{
    private const int LittleKiB = 4 * 1_024;
    private const int MuchKiB = 256 * 1_024;

    public override string Fault => "the disk is full, and then has room again";

    public override IReadOnlyList<StoreKind> Stores => Sqlite;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        SmallDisk disk = site.Use(await SmallDisk.MountAsync(site.Folder, LittleKiB, cancellationToken));
        site.DatabaseFile = Path.Combine(disk.Folder, "pawl.db");
        NodeProcess node = await site.StartNodeAsync(cancellationToken, "--Pace", "20");
        await site.WaitAsync("A call is refused", history => history.Refused.Count > Planned(history), cancellationToken);
        await site.PassAsync(2, cancellationToken);

        await disk.ResizeAsync(MuchKiB, cancellationToken);
        int before = site.ReadHistory().Acknowledged.Count;
        await site.ExpectAsync(
            "Calls are answered again", TimeSpan.FromSeconds(5), history => history.Acknowledged.Count > before, cancellationToken);
        await site.PassAsync(2, cancellationToken);
        site.Expect("The process lives on", node.IsAlive);
    }

    /// <summary>Some calls are refused by plan, whatever the disk.</summary>
    private static int Planned(History history) =>
        history.Calls.Values.Count(call => call.Kind is "conflict" or "abort" && history.Refused.Contains(call.Number));
}
