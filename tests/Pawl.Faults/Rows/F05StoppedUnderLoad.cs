using Pawl.Checker;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>Processes are asked to stop while they work, again and again.</summary>
internal sealed class F05StoppedUnderLoad : Row
{
    private const int Stops = 4;

    public override string Fault => "SIGTERM under load";

    public override IReadOnlyList<StoreKind> Stores => Both;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        await Beside.StartAsync(site, cancellationToken);
        for (int stop = 0; stop < Stops; stop++)
        {
            NodeProcess node = await site.StartNodeAsync(cancellationToken);
            await site.PassAsync(1 + (2 * site.Chance.NextDouble()), cancellationToken);
            await site.StopAsync(node, cancellationToken);
        }
    }

    /// <summary>The rule of the budgets knows that no attempt was spent that did not throw. A machine that is too slow for heartbeats
    /// proves nothing.</summary>
    public override IEnumerable<string> FindUnmet(Evidence evidence, Site site) =>
        from job in evidence.Store.Rows
        where job.Crashes > 0 && !evidence.History.Disturbances.Any(one => one.Kind == "slow")
        select $"{job} has lost a lease, although every process stopped in peace";
}
