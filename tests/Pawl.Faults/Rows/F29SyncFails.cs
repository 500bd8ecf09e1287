using Pawl.Faults.Disks;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>The disk refuses to sync. The embedded store stops and is started again; PostgreSQL panics and recovers.</summary>
internal sealed class F29SyncFails : Row
{
    private const string InputOutputError = "fail 5";
    private const int Times = 3;

    public override string Fault => "syncs fail";

    public override int Tier => 1;

    public override IReadOnlyList<StoreKind> Stores => Both;

    public override Task BreakAsync(Site site, CancellationToken cancellationToken) =>
        site.Store == StoreKind.Sqlite ? BreakFileAsync(site, cancellationToken) : BreakServerAsync(site, cancellationToken);

    private static async Task BreakFileAsync(Site site, CancellationToken cancellationToken)
    {
        SystemFaults disk = await SystemFaults.BuildAsync(site.Folder, cancellationToken);
        for (int life = 0; life < Times; life++)
        {
            NodeProcess node = site.Launch(disk.Prefix);
            await node.HearAsync("ready", cancellationToken);
            await site.PassAsync(1 + site.Chance.NextDouble(), cancellationToken);
            site.Disturb(node.Number, "killed");
            disk.Order(InputOutputError);
            await site.ExpectAsync(
                "The process stops", TimeSpan.FromSeconds(15), () => Task.FromResult(!node.IsAlive), cancellationToken);
            await node.EndAsync(cancellationToken);
            site.Expect("It ends with an error", node.ExitCode != 0);
            disk.Order("none");
        }
    }

    private static async Task BreakServerAsync(Site site, CancellationToken cancellationToken)
    {
        site.Settings.AddRange(Beside.LongLease);
        SystemFaults disk = await Beside.RestartOnAsync(site, cancellationToken);
        await Beside.StartAsync(site, cancellationToken);
        for (int time = 0; time < Times; time++)
        {
            await site.PassAsync(2, cancellationToken);
            site.Disturb(0, "down");
            int before = Panics(site);
            disk.Order(InputOutputError);
            await site.ExpectAsync(
                "PostgreSQL panics", TimeSpan.FromSeconds(5), () => Task.FromResult(Panics(site) > before), cancellationToken);
            disk.Order("none");
            await ReturnAsync(site, cancellationToken);
        }

        // A disk that stays so keeps PostgreSQL from recovering, and it gives up.
        site.Disturb(0, "down");
        disk.Order(InputOutputError);
        await site.ExpectAsync(
            "PostgreSQL gives up", TimeSpan.FromSeconds(20), () => Task.FromResult(site.Server.ProcessId is null), cancellationToken);
        disk.Order("none");
        await site.Server.StartAsync(cancellationToken);
        await ReturnAsync(site, cancellationToken);
    }

    private static async Task ReturnAsync(Site site, CancellationToken cancellationToken)
    {
        await Beside.ExpectAnswersAsync(site, TimeSpan.FromSeconds(10), cancellationToken);
        site.Heal(0);
        foreach (NodeProcess node in site.Started)
        {
            site.Expect($"Process {node.Number} lives on", node.IsAlive);
        }
    }

    private static int Panics(Site site) =>
        File.ReadLines(site.Server.LogPath).Count(line => line.Contains("PANIC", StringComparison.Ordinal));
}
