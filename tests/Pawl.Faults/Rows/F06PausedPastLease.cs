using Pawl.Checker;
using Pawl.Checker.Journals;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>A process stops where it is until others have taken its jobs over, and goes on.</summary>
internal sealed class F06PausedPastLease : Row
{
    public override string Fault => "a process paused past its leases";

    public override IReadOnlyList<StoreKind> Stores => Postgres;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        await Beside.StartAsync(site, cancellationToken);
        NodeProcess victim = await site.StartNodeAsync(cancellationToken);
        await site.WaitAsync("The process runs a long job", history => RunsLongJob(history, victim.Number), cancellationToken);
        await site.PauseAsync(victim, 3 * Site.Lease.TotalSeconds, cancellationToken);
        await site.PassAsync(2, cancellationToken);
    }

    public override IEnumerable<string> FindUnmet(Evidence evidence, Site site)
    {
        Disturbance pause = evidence.History.Disturbances.First(one => one.Kind == "paused");
        JournalEntry.Start[] lost =
        [
            .. from starts in evidence.History.Starts
               from start in starts
               where start.Incarnation == pause.Process && start.At < pause.From
               let end = evidence.History.Ends[start.Job].FirstOrDefault(end => end.Token == start.Token)
               // It ends nothing while it is paused, and wakes before the pause is noted to be over.
               where (end is null || end.At > pause.From) && starts.Any(later => later.Token > start.Token && later.At < pause.Until)
               select start,
        ];
        if (lost.Length == 0)
        {
            yield return "Others take jobs of the paused process over";
        }

        foreach (JournalEntry.Start start in lost)
        {
            bool isTold = evidence.History.Ends[start.Job].Any(end => end.Token == start.Token && end.How != "returned");
            if (!isTold && evidence.Store.Jobs[start.Job].Type == "kill.long")
            {
                yield return $"The handler of {start.Job} is told on waking that its lease is over";
            }
        }
    }

    private static bool RunsLongJob(History history, int process) => history.Entries.OfType<JournalEntry.Saved>()
        .Any(saved => saved.Incarnation == process && saved.Step > 4 && !history.Ends[saved.Job].Any(end => end.Token == saved.Token));
}
