using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>The processes' own clocks are hours apart, and one goes too fast: only the database's counts.</summary>
internal sealed class F31NodeClocks : Row
{
    public override string Fault => "processes with wrong clocks";

    public override IReadOnlyList<StoreKind> Stores => Postgres;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        await site.StartNodeAsync(cancellationToken, "--ClockOffset", "02:00:00");
        await site.StartNodeAsync(cancellationToken, "--ClockOffset", "-02:00:00");
        await site.StartNodeAsync(cancellationToken, "--ClockDrift", "0.05");
        await site.PassAsync(8, cancellationToken);
    }
}
