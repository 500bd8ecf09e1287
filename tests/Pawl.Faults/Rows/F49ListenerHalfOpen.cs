using Pawl.Faults.Network;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>The connection that hears of new jobs dies without a word: neither side learns of it.</summary>
internal sealed class F49ListenerHalfOpen : Row
{
    private static readonly TimeSpan LongestBlindness = TimeSpan.FromSeconds(15);

    public override string Fault => "the listening connection half open";

    public override IReadOnlyList<StoreKind> Stores => Postgres;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        TcpProxy proxy = site.Use(new TcpProxy(site.Server.Port));
        string listen = site.Server.ConnectionString("work", proxy.Port);
        await site.StartNodeAsync(cancellationToken, "--Listen", listen);
        await site.PassAsync(3, cancellationToken);
        int before = proxy.Accepted;
        proxy.Forget();
        await Beside.ExpectAnswersAsync(site, TimeSpan.FromSeconds(3), cancellationToken);
        await site.ExpectAsync(
            "The process listens anew", LongestBlindness, () => Task.FromResult(proxy.Accepted > before), cancellationToken);
        await site.PassAsync(2, cancellationToken);
    }
}
