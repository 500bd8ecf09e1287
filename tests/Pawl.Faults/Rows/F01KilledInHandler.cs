using Pawl.Checker;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>A process is killed at the moment that a handler begins.</summary>
internal sealed class F01KilledInHandler : Row
{
    private const int Kills = 4;

    public override string Fault => "killed as a handler begins";

    public override IReadOnlyList<StoreKind> Stores => Both;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        await Beside.StartAsync(site, cancellationToken);
        for (int kill = 0; kill < Kills; kill++)
        {
            NodeProcess victim = await site.StartNodeAsync(cancellationToken, "--Die", $"start:{site.Chance.Next(20, 100)}");
            await site.DieAsync(victim, cancellationToken);
        }
    }

    public override IEnumerable<string> FindUnmet(Evidence evidence, Site site) =>
        Beside.RunAgain(evidence) >= Kills ? [] : [$"{Kills} jobs run again"];
}
