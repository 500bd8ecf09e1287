using Pawl.Checker.Histories;
using Pawl.Storage;

namespace Pawl.Simulation.Links;

internal sealed class MaintenanceLink(Line line, IJobMaintenance store) : IJobMaintenance
{
    public ValueTask<PromoteResult> PromoteAsync(int limit, CancellationToken cancellationToken) =>
        line.AskAsync(
            line.Begin(Operations.Promote), () => store.PromoteAsync(limit, CancellationToken.None), cancellationToken: cancellationToken);

    public ValueTask<IReadOnlyList<ReapedJob>> ReapAsync(int limit, CancellationToken cancellationToken) =>
        line.AskAsync(
            line.Begin(Operations.Reap), () => store.ReapAsync(limit, CancellationToken.None), cancellationToken: cancellationToken);

    public ValueTask<PruneResult> PruneAsync(int limit, CancellationToken cancellationToken) =>
        line.AskAsync(
            line.Begin(Operations.Prune), () => store.PruneAsync(limit, CancellationToken.None), cancellationToken: cancellationToken);
}
