using Pawl.Checker;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>A process is killed when a handler has ended and nobody knows yet, in the midst of a completion that carries writes,
/// and just after one.</summary>
internal sealed class F02KilledBeforeCompletion : Row
{
    public override string Fault => "killed between a handler's end and its completion";

    public override IReadOnlyList<StoreKind> Stores => Both;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        await Beside.StartAsync(site, cancellationToken);
        foreach (string line in (string[])["end", "completing", "done", "saved"])
        {
            NodeProcess victim = await site.StartNodeAsync(cancellationToken, "--Die", $"{line}:{site.Chance.Next(3, 8)}");
            await site.DieAsync(victim, cancellationToken);
        }
    }

    public override IEnumerable<string> FindUnmet(Evidence evidence, Site site) =>
        Beside.RunAgain(evidence) > 0 ? [] : ["A job runs again"];
}
