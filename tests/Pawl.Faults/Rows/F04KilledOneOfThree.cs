using System.Diagnostics;
using Pawl.Checker;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>One of three processes is killed at a random moment and replaced, again and again.</summary>
internal sealed class F04KilledOneOfThree : Row
{
    private const int Kills = 10;

    /// <summary>Longer than a lease, so that a job which hangs on the death of another counts as well.</summary>
    private static readonly TimeSpan LongestPause = Site.Lease + TimeSpan.FromSeconds(1);

    public override string Fault => "one of three processes killed, again and again";

    public override IReadOnlyList<StoreKind> Stores => Postgres;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        await Beside.StartAsync(site, cancellationToken);
        for (int kill = 0; kill < Kills; kill++)
        {
            NodeProcess victim = await site.StartNodeAsync(cancellationToken);
            await site.PassAsync(site.Chance.NextDouble(), cancellationToken);
            await site.KillAsync(victim, cancellationToken);
        }
    }

    /// <summary>The two that nothing happens to go on running jobs while others die.</summary>
    public override IEnumerable<string> FindUnmet(Evidence evidence, Site site) =>
        from starts in evidence.History.Starts.SelectMany(starts => starts).GroupBy(start => start.Incarnation)
        where starts.Key <= Beside.Others
        from pair in starts.OrderBy(start => start.At).Zip(starts.OrderBy(start => start.At).Skip(1))
        let pause = Stopwatch.GetElapsedTime(pair.First.At, pair.Second.At)
        where pause > LongestPause && !Beside.IsQuiet(evidence, pair.First.At, pair.Second.At)
        select $"Process {starts.Key} begins jobs all the time, but once it began none for {pause.TotalSeconds:0.0} s";
}
