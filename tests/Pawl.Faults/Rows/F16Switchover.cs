using Pawl.Faults.Running;
using Pawl.PrivatePostgres;

namespace Pawl.Faults.Rows;

/// <summary>The primary is stopped in peace, the standby takes over, and the old primary follows it.</summary>
internal sealed class F16Switchover : Row
{
    public override string Fault => "planned failover; the old primary becomes a standby";

    public override int Tier => 1;

    public override IReadOnlyList<StoreKind> Stores => Postgres;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        PrivateServer primary = site.Server;
        PrivateServer standby = await Beside.StartStandbyAsync(site, isSynchronous: false, cancellationToken);
        await Beside.StartAsync(site, cancellationToken);
        await site.StartNodeAsync(cancellationToken);
        await site.PassAsync(3, cancellationToken);
        site.Disturb(0, "down");
        await primary.StopAsync(cancellationToken);
        await standby.PromoteAsync(cancellationToken);
        await primary.FollowAsync(standby, cancellationToken);
        site.Server = standby;
        await Beside.ExpectAnswersAsync(site, TimeSpan.FromSeconds(10), cancellationToken);
        site.Heal(0);
        await site.PassAsync(3, cancellationToken);
    }
}
