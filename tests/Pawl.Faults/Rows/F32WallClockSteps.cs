using Pawl.Checker;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>The wall clock is set back by an hour, and forward again, twice; and once the other way round.</summary>
internal sealed class F32WallClockSteps : Row
{
    public override string Fault => "the wall clock steps back and forward by an hour";

    public override IReadOnlyList<StoreKind> Stores => Sqlite;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        NodeProcess node = await site.StartNodeAsync(cancellationToken);
        await site.PassAsync(2, cancellationToken);
        foreach (string offset in (string[])["-01:00:00", "00:00:00", "-01:00:00", "00:00:00", "01:00:00"])
        {
            site.Disturb(node.Number, "clock");
            node.Tell($"clock {offset}");
            await site.PassAsync(2, cancellationToken);
        }

        site.Heal(node.Number);
    }

    public override IEnumerable<string> FindUnmet(Evidence evidence, Site site) =>
        from job in evidence.Store.Rows
        where job.StartedAt < job.EnqueuedAt || job.FinishedAt < job.StartedAt
        select $"{job} was enqueued at {job.EnqueuedAt}, started at {job.StartedAt}, and finished at {job.FinishedAt}";
}
