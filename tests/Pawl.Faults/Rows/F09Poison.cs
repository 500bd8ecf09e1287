using Pawl.Checker;
using Pawl.Checker.Store;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>A job ends every process that runs it.</summary>
internal sealed class F09Poison : Row
{
    public override string Fault => "a handler that kills its process";

    public override IReadOnlyList<StoreKind> Stores => Both;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        await Beside.StartAsync(site, cancellationToken);
        NodeProcess first = await site.StartNodeAsync(cancellationToken);
        first.Tell("poison");
        HashSet<NodeProcess> alive = [.. site.Nodes];
        for (int death = 0; death < 3; death++)
        {
            NodeProcess victim = await Beside.FirstToDieAsync(alive, cancellationToken);
            await site.DieAsync(victim, cancellationToken);
            alive.Remove(victim);
            alive.Add(await site.StartNodeAsync(cancellationToken));
        }
    }

    public override IEnumerable<string> FindUnmet(Evidence evidence, Site site)
    {
        StoredJob[] failed = [.. evidence.Store.Rows.Where(job => job.State == "Failed" && job.Type != JobTypes.Doomed)];
        return failed is [{ Type: JobTypes.Poison, Crashes: 3 }]
            ? []
            : [$"The poison alone fails, in its third crash; but what failed is {string.Join(", ", failed.AsEnumerable())}"];
    }
}
