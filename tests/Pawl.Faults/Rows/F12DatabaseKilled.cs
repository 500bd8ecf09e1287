using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>PostgreSQL is killed, stays down for a while, and starts again.</summary>
internal sealed class F12DatabaseKilled : Row
{
    private const int Kills = 4;
    private static readonly TimeSpan LongestReturn = TimeSpan.FromSeconds(5);

    public override string Fault => "PostgreSQL killed and started again";

    public override IReadOnlyList<StoreKind> Stores => Postgres;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        // Longer than PostgreSQL is away: whose lease ends meanwhile is taken for dead, and its jobs for poison when that was so thrice.
        site.Settings.AddRange("--Pawl:Node:LeaseDuration", "00:00:12");
        await Beside.StartAsync(site, cancellationToken);
        await site.StartNodeAsync(cancellationToken);
        for (int kill = 0; kill < Kills; kill++)
        {
            await site.PassAsync(1 + (2 * site.Chance.NextDouble()), cancellationToken);
            site.Disturb(0, "down");
            await site.Server.KillAsync(cancellationToken);
            await site.PassAsync(2 * site.Chance.NextDouble(), cancellationToken);
            await site.Server.StartAsync(cancellationToken);
            await Beside.ExpectAnswersAsync(site, LongestReturn, cancellationToken);
            site.Heal(0);
        }

        foreach (NodeProcess node in site.Started)
        {
            site.Expect($"Process {node.Number} lives on", node.IsAlive);
        }
    }
}
