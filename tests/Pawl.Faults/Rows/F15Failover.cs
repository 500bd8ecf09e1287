using Pawl.Faults.Running;
using Pawl.PrivatePostgres;

namespace Pawl.Faults.Rows;

/// <summary>The primary is killed, and a synchronous standby takes over.</summary>
internal sealed class F15Failover : Row
{
    public override string Fault => "failover to a synchronous standby";

    public override int Tier => 1;

    public override IReadOnlyList<StoreKind> Stores => Postgres;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        PrivateServer primary = site.Server;
        PrivateServer standby = await Beside.StartStandbyAsync(site, isSynchronous: true, cancellationToken);
        await Beside.StartAsync(site, cancellationToken);
        await site.StartNodeAsync(cancellationToken);
        await site.PassAsync(3, cancellationToken);
        site.Disturb(0, "down");
        await primary.KillAsync(cancellationToken);
        await standby.PromoteAsync(cancellationToken);
        site.Server = standby;
        await Beside.ExpectAnswersAsync(site, TimeSpan.FromSeconds(10), cancellationToken);
        site.Heal(0);
        await site.PassAsync(2, cancellationToken);
    }
}
