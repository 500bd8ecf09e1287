using System.Diagnostics;
using Pawl.Checker;
using Pawl.Checker.Journals;
using Pawl.Faults.Network;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>Nothing passes between a process and the database: neither way, then one way, then on and off.</summary>
internal sealed class F20Partition : Row
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    public override string Fault => "a process cut off from the database";

    public override IReadOnlyList<StoreKind> Stores => Postgres;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        await Beside.StartAsync(site, cancellationToken);
        TcpProxy proxy = site.Use(new TcpProxy(site.Server.Port));
        site.UseProxy(proxy);
        NodeProcess victim = await site.StartNodeAsync(cancellationToken);
        await site.PassAsync(2, cancellationToken);

        await CutAsync(site, victim, 2.5 * Site.Lease.TotalSeconds, [proxy.ToServer, proxy.ToClient], cancellationToken);
        await site.PassAsync(2, cancellationToken);
        await CutAsync(site, victim, 2 * Site.Lease.TotalSeconds, [proxy.ToClient], cancellationToken);
        await site.PassAsync(2, cancellationToken);
        for (int flap = 0; flap < 5; flap++)
        {
            await CutAsync(site, victim, 0.5, [proxy.ToServer, proxy.ToClient], cancellationToken);
            await site.PassAsync(0.5, cancellationToken);
        }

        await site.PassAsync(1, cancellationToken);
    }

    /// <summary>Handlers of a process that cannot renew its leases are told to stop when those are over, at the latest; but for one that
    /// has asked for its completion: only the store can tell what came of it, so it hears when the store is there again.</summary>
    public override IEnumerable<string> FindUnmet(Evidence evidence, Site site)
    {
        var asking = evidence.History.Entries.OfType<JournalEntry.Asking>().ToLookup(asking => (asking.Job, asking.Token));
        return
            from cut in evidence.History.Disturbances
            where cut.Kind == "cut" && Stopwatch.GetElapsedTime(cut.From, cut.Until) > Site.Lease + Grace
            from start in evidence.History.Starts.SelectMany(starts => starts)
            where start.Incarnation == cut.Process && start.At < cut.From
            let leaseIsOver = After(cut.From, Site.Lease + Grace)
            let hasAsked = asking[(start.Job, start.Token)].Any(asking => asking.At < leaseIsOver)
            let until = hasAsked ? After(cut.Until, Site.Lease + Grace) : leaseIsOver
            let end = evidence.History.Ends[start.Job].FirstOrDefault(end => end.Token == start.Token)
            where end is null || end.At > until
            select hasAsked
                ? $"The handler of {start.Job} in the process that was cut off hears of its completion when the store is there again"
                : $"The handler of {start.Job} in the process that was cut off is told to stop when its lease is over";
    }

    private static long After(long at, TimeSpan span) => at + (long)(span.TotalSeconds * Stopwatch.Frequency);

    private static async Task CutAsync(
        Site site, NodeProcess victim, double seconds, Flow[] flows, CancellationToken cancellationToken)
    {
        site.Disturb(victim.Number, "cut");
        Array.ForEach(flows, flow => flow.Hold());
        await site.PassAsync(seconds, cancellationToken);
        Array.ForEach(flows, flow => flow.Pass());
        site.Heal(victim.Number);
    }
}
