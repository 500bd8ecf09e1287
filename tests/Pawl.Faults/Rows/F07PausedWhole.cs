using Pawl.Checker;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>The one process of an embedded store stops where it is for longer than leases last, as when a laptop sleeps.</summary>
internal sealed class F07PausedWhole : Row
{
    public override string Fault => "the only process paused past all leases";

    public override int Tier => 1;

    public override IReadOnlyList<StoreKind> Stores => Sqlite;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        NodeProcess node = await site.StartNodeAsync(cancellationToken);
        await site.PassAsync(3, cancellationToken);
        await site.PauseAsync(node, 3 * Site.Lease.TotalSeconds, cancellationToken);
        await site.PassAsync(3, cancellationToken);
    }

    public override IEnumerable<string> FindUnmet(Evidence evidence, Site site) =>
        from job in evidence.Store.Rows
        where job.Crashes > 0
        select $"{job} has lost a lease, although its worker was paused with everything else";
}
