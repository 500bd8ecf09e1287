using System.Diagnostics;
using Pawl.Checker.Journals;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>The process that came first, and so has the duties, stops where it is; others promote what becomes due, and decide
/// ticks.</summary>
internal sealed class F08DutyHolderPaused : Row
{
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(10);

    public override string Fault => "the process that has the duties paused";

    public override IReadOnlyList<StoreKind> Stores => Postgres;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        NodeProcess holder = await site.StartNodeAsync(cancellationToken);
        await site.PassAsync(2, cancellationToken);
        await Beside.StartAsync(site, cancellationToken);
        Task paused = site.PauseAsync(holder, LongestGap.TotalSeconds + 5, cancellationToken);
        int before = Promoted(site.ReadHistory());
        long begun = Stopwatch.GetTimestamp();
        long pausedAt = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        await site.ExpectAsync(
            "Others decide ticks", LongestGap, history => history.Ticks.Any(tick => tick.Nominal > pausedAt), cancellationToken);
        site.Report($"ticks went on after {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s");
        await site.ExpectAsync("Others promote jobs", LongestGap, history => Promoted(history) > before + 3, cancellationToken);
        await paused;
    }

    private static int Promoted(History history) =>
        history.Calls.Values.Count(call => call.Kind == "later"
            && history.Acknowledged.TryGetValue(call.Number, out JournalEntry.Acknowledged? promise)
            && history.Starts[promise.Ids[0]].Any(start => start.Incarnation > 1));
}
