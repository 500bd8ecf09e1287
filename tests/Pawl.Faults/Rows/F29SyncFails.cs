using Pawl.Faults.Disks;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>The disk refuses to sync: for a moment, and then until somebody comes.</summary>
internal sealed class F29SyncFails : Row
{
    private const string InputOutputError = "fail 5";

    public override string Fault => "syncs fail";

    public override int Tier => 1;

    public override IReadOnlyList<StoreKind> Stores => Sqlite;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        SyncFaults disk = await SyncFaults.BuildAsync(site.Folder, cancellationToken);
        for (int life = 0; life < 3; life++)
        {
            NodeProcess node = site.Launch(disk.Prefix);
            await node.HearAsync("ready", cancellationToken);
            await site.PassAsync(1 + site.Chance.NextDouble(), cancellationToken);
            site.Disturb(node.Number, "killed");
            disk.Order(InputOutputError);
            await site.ExpectAsync(
                "A process stops whose disk does not sync", TimeSpan.FromSeconds(15), () => Task.FromResult(!node.IsAlive), cancellationToken);
            await node.EndAsync(cancellationToken);
            site.Expect("It ends with an error", node.ExitCode != 0);
            disk.Order("none");
        }
    }
}
