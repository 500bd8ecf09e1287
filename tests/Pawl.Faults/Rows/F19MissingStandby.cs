using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>Commits wait for a synchronous standby that is not there: nothing is promised before it is.</summary>
internal sealed class F19MissingStandby : Row
{
    public override string Fault => "commits wait for a standby that is missing";

    public override int Tier => 1;

    public override IReadOnlyList<StoreKind> Stores => Postgres;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        await Beside.StartAsync(site, cancellationToken);
        await site.PassAsync(2, cancellationToken);
        site.Disturb(0, "down");
        site.Server.Settings["synchronous_standby_names"] = "nobody";
        site.Server.Reload();
        await site.PassAsync(2, cancellationToken);
        int before = site.ReadHistory().Acknowledged.Count;
        await site.PassAsync(8, cancellationToken);
        int after = site.ReadHistory().Acknowledged.Count;
        site.Expect($"Nothing is acknowledged that is not replicated, but {after - before} calls were", after == before);

        site.Server.Settings["synchronous_standby_names"] = "";
        site.Server.Reload();
        await Beside.ExpectAnswersAsync(site, TimeSpan.FromSeconds(10), cancellationToken);
        site.Heal(0);
    }
}
