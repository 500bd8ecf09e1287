using Pawl.Checker;
using Pawl.Checker.Journals;
using Pawl.Checker.Store;
using Pawl.Faults.Disks;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;
using Pawl.PrivatePostgres;

namespace Pawl.Faults.Rows;

/// <summary>The machine sleeps: processes and server stop together, and ten minutes have passed when they go on. What the policies of
/// schedules do not let run is skipped, and what they do comes no faster than configured.</summary>
internal sealed class F34Suspend : Row
{
    private const string CatchesUp = "All";
    private const long MicrosecondsPerSecond = 1_000_000;
    private const int PerSecond = 5;
    private static readonly TimeSpan Asleep = TimeSpan.FromMinutes(10);

    // Ticks of more than a minute's age; those that are stored as they reach it are no matter.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(62);

    public override string Fault => "everything asleep for ten minutes";

    public override int Tier => 1;

    public override IReadOnlyList<StoreKind> Stores => Both;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        site.Settings.AddRange("--Pawl:Maintenance:CatchUpPerSecond", $"{PerSecond}");
        SystemFaults? system = site.Store == StoreKind.Postgres ? await Beside.RestartOnAsync(site, cancellationToken) : null;
        await Beside.StartAsync(site, cancellationToken);
        await site.StartNodeAsync(cancellationToken);
        await site.PassAsync(5, cancellationToken);
        site.Disturb(0, "clock");
        await SleepAsync(site, system, cancellationToken);
        await Beside.ExpectAnswersAsync(site, TimeSpan.FromSeconds(10), cancellationToken);

        // Long enough to catch up.
        await site.PassAsync(15, cancellationToken);
        site.Heal(0);
        await site.PassAsync(2, cancellationToken);
    }

    public override IEnumerable<string> FindUnmet(Evidence evidence, Site site)
    {
        StoredTick[] late =
        [
            .. from tick in evidence.Store.Ledger.Ticks
               where Seconds(tick.DecidedAt - tick.At) > Late.TotalSeconds
               orderby tick.DecidedAt
               select tick,
        ];
        site.Report($"{late.Length} late ticks were given jobs: "
            + string.Join(", ", late.CountBy(tick => tick.Schedule).Select(count => $"{count.Value} of {count.Key}")));
        site.Report($"{evidence.Store.Rows.Count(job => job.Crashes > 0)} jobs lost a lease");
        foreach (JournalEntry.Plan plan in evidence.History.Plans.Values.Where(plan => plan.Policy == CatchesUp))
        {
            // Those of the last minute are not late; two may be on the edges.
            double expected = ((plan.WindowMs - 60_000.0) / plan.PeriodMs) - 2;
            int caughtUp = late.Count(tick => tick.Schedule == plan.Schedule);
            if (caughtUp < expected)
            {
                yield return $"At least {expected} late ticks of {plan.Schedule} run, not {caughtUp}";
            }
        }

        if (FindTooMany(late) is { } tooMany)
        {
            yield return tooMany;
        }
    }

    /// <summary>At no time more than so many a second, a second's worth at once, and as much again of a process that believes for moments
    /// that it has the duty still.</summary>
    private static string? FindTooMany(StoredTick[] late) => (
        from first in late.Index()
        from last in late.Index().Skip(first.Index)
        let count = last.Index - first.Index + 1
        let seconds = Seconds(last.Item.DecidedAt - first.Item.DecidedAt)
        where count > PerSecond * (seconds + 2)
        orderby count descending
        select $"{PerSecond} late ticks a second run at most, not {count} within {seconds:0.0} s").FirstOrDefault();

    private static async Task SleepAsync(Site site, SystemFaults? system, CancellationToken cancellationToken)
    {
        IReadOnlyList<NodeProcess> nodes = site.Nodes;
        foreach (NodeProcess node in nodes)
        {
            site.Disturb(node.Number, "paused");
            node.Send(Signals.Stop);
        }

        site.Step(Asleep);
        if (system is not null)
        {
            await site.Server.PauseAsync(cancellationToken);
            system.Order($"clock {Asleep.TotalSeconds}");
        }

        await site.PassAsync(2 * Site.Lease.TotalSeconds, cancellationToken);
        if (system is not null)
        {
            site.Server.Resume();
        }

        foreach (NodeProcess node in nodes)
        {
            node.Tell($"clock {Asleep}");
            node.Send(Signals.Continue);
            site.Heal(node.Number);
        }
    }

    private static double Seconds(long microseconds) => (double)microseconds / MicrosecondsPerSecond;
}
