using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>PostgreSQL stops where it is, with every session, for half a minute.</summary>
internal sealed class F14DatabasePaused : Row
{
    private const double Seconds = 30;

    public override string Fault => "PostgreSQL paused for half a minute";

    public override int Tier => 1;

    public override IReadOnlyList<StoreKind> Stores => Postgres;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        await Beside.StartAsync(site, cancellationToken);
        await site.StartNodeAsync(cancellationToken);
        await site.PassAsync(2, cancellationToken);
        site.Disturb(0, "down");
        await site.Server.PauseAsync(cancellationToken);
        await site.PassAsync(Seconds, cancellationToken);
        site.Server.Resume();
        await Beside.ExpectAnswersAsync(site, TimeSpan.FromSeconds(5), cancellationToken);
        site.Heal(0);
        await site.PassAsync(2, cancellationToken);
    }
}
