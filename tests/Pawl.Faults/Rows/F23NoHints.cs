using System.Diagnostics;
using Pawl.Checker;
using Pawl.Checker.Journals;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>No process tells another of new jobs: polling alone finds them.</summary>
internal sealed class F23NoHints : Row
{
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(1);

    public override string Fault => "no hints between processes";

    public override int Tier => 1;

    public override IReadOnlyList<StoreKind> Stores => Postgres;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        site.Settings.AddRange("--Notify", "false");
        await Beside.StartAsync(site, cancellationToken);
        await site.StartNodeAsync(cancellationToken);
        await site.PassAsync(8, cancellationToken);
    }

    public override IEnumerable<string> FindUnmet(Evidence evidence, Site site)
    {
        TimeSpan[] waits =
        [
            .. from promise in evidence.History.Acknowledged.Values
               where evidence.History.Calls[promise.Number].Kind == "single"
               from start in evidence.History.Starts[promise.Ids[0]].Take(1)
               let wait = Stopwatch.GetElapsedTime(promise.At, start.At)
               orderby wait
               select wait,
        ];
        return waits[waits.Length / 2] < UsualWait ? [] : [$"Half of all jobs start within {UsualWait}, not {waits[waits.Length / 2]}"];
    }
}
