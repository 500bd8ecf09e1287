using System.Diagnostics;
using Pawl.Checker;
using Pawl.Checker.Journals;
using Pawl.Checker.Store;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>Handlers never return and ignore their tokens. While their time lasts they keep their leases; then they are given up, and
/// their jobs run again. Others go on, and the process stops when it is told to.</summary>
internal sealed class F10NeverReturns : Row
{
    private const int Stuck = 3;

    // Much longer than a lease.
    private static readonly TimeSpan Timeout = 3 * Site.Lease;

    // What a site tells processes: a drain, a shutdown's grace, and the time of a token that is ignored; and then some.
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(5 + 1 + 2 + 4);

    public override string Fault => "handlers that never return and ignore their tokens";

    public override int Tier => 1;

    public override IReadOnlyList<StoreKind> Stores => Both;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        await Beside.StartAsync(site, cancellationToken);
        NodeProcess node = await site.StartNodeAsync(cancellationToken);
        node.Tell($"stuck {Stuck} {Timeout}");
        await site.WaitAsync("All are stuck", history => StuckStarts(history).Count() == Stuck, cancellationToken);
        int before = site.ReadHistory().Starts.Sum(starts => starts.Count());
        await site.ExpectAsync(
            "Other jobs begin", Timeout / 2, history => history.Starts.Sum(starts => starts.Count()) > before + 50, cancellationToken);
        await site.ExpectAsync(
            "Those that are stuck run again",
            Timeout + TimeSpan.FromSeconds(10),
            history => StuckStarts(history).Count() == 2 * Stuck,
            cancellationToken);
        await StopWhileStuckAsync(site, node, cancellationToken);
    }

    public override IEnumerable<string> FindUnmet(Evidence evidence, Site site)
    {
        foreach (StoredJob job in evidence.Store.Rows.Where(job => job.Type == JobTypes.Stuck))
        {
            JournalEntry.Start[] runs = [.. evidence.History.Starts[job.Id].OrderBy(start => start.At)];
            bool isOfShutdown = job.Interruptions > 0;
            if (job.State != "Succeeded" || job.Crashes > 0 || job.Attempt != (isOfShutdown ? 1 : 2))
            {
                yield return $"{job} runs again for its {(isOfShutdown ? "interruption" : "time-out")}, but it has {job.Attempt} "
                    + $"attempts, {job.Crashes} crashes and {job.Interruptions} interruptions";
            }

            if (!isOfShutdown && runs.Length > 1 && Stopwatch.GetElapsedTime(runs[0].At, runs[1].At) < Timeout)
            {
                yield return $"{job} keeps its lease for {Timeout.TotalSeconds} s, but it was begun again after "
                    + $"{Stopwatch.GetElapsedTime(runs[0].At, runs[1].At).TotalSeconds:0.0} s";
            }
        }

        if (!site.Started.Any(node => node.Errors.Contains("ignores its token", StringComparison.Ordinal)))
        {
            yield return "A log names the handler that was given up";
        }
    }

    private static async Task StopWhileStuckAsync(Site site, NodeProcess node, CancellationToken cancellationToken)
    {
        node.Tell($"stuck {Stuck} 00:10:00");
        await site.WaitAsync("All are stuck again", history => StuckStarts(history).Count() == 3 * Stuck, cancellationToken);
        foreach (NodeProcess running in site.Nodes)
        {
            long begun = Stopwatch.GetTimestamp();
            await site.StopAsync(running, cancellationToken);
            TimeSpan passed = Stopwatch.GetElapsedTime(begun);
            site.Expect(
                $"Process {running.Number} stops within {LongestStop.TotalSeconds} s, not {passed.TotalSeconds:0.0}", passed < LongestStop);
        }
    }

    private static IEnumerable<JournalEntry.Start> StuckStarts(History history) =>
        from call in history.Calls.Values
        where call.Type == JobTypes.Stuck && history.Acknowledged.ContainsKey(call.Number)
        from id in history.Acknowledged[call.Number].Ids
        from start in history.Starts[id]
        select start;
}
