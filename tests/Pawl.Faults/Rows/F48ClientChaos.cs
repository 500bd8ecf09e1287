using Pawl.Checker;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>Clients give up waiting, ask twice at once, die between question and answer, and ask again.</summary>
internal sealed class F48ClientChaos : Row
{
    private const int Lives = 3;

    public override string Fault => "clients that lose answers and ask twice";

    public override IReadOnlyList<StoreKind> Stores => Both;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        await Beside.StartAsync(site, cancellationToken);
        for (int life = 0; life < Lives; life++)
        {
            NodeProcess client = await site.StartNodeAsync(cancellationToken, "--Chaos", "true", "--Pace", "40");
            await site.PassAsync(2 + site.Chance.NextDouble(), cancellationToken);
            await site.KillAsync(client, cancellationToken);
        }
    }

    public override IEnumerable<string> FindUnmet(Evidence evidence, Site site) =>
        Beside.Unknown(evidence) > 0 ? [] : ["Some calls end unknown"];
}
