using Pawl.Checker;
using Pawl.Faults.Network;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>Connections break at commits: half of them before the server has heard, half before the caller has.</summary>
internal sealed class F18CommitReplyCut : Row
{
    private const double Share = 0.05;

    public override string Fault => "connections cut around commits";

    public override IReadOnlyList<StoreKind> Stores => Postgres;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        TcpProxy proxy = site.Use(new TcpProxy(site.Server.Port));
        site.UseProxy(proxy);
        await Beside.StartAsync(site, cancellationToken);
        var cutter = new CommitCutter(site.Chance, Share);
        site.Disturb(0, "cuts");
        proxy.Cutting = cutter.Decide;
        await site.PassAsync(12, cancellationToken);
        proxy.Cutting = _ => Cut.None;
        site.Heal(0);
        site.Expect("Connections are cut", cutter.Cuts > 20);
    }

    public override IEnumerable<string> FindUnmet(Evidence evidence, Site site) =>
        Beside.Unknown(evidence) > 0 ? [] : ["Some calls end unknown"];
}
