using Pawl.Checker.Histories;
using Pawl.Storage;

namespace Pawl.Simulation.Links;

internal sealed class QueuesLink(Line line, IQueueStore store) : IQueueStore
{
    public ValueTask PauseAsync(QueueName queue, string reason, CancellationToken cancellationToken) =>
        line.DoAsync(
            line.Begin(Operations.Pause, queue: queue.Value),
            () => store.PauseAsync(queue, reason, CancellationToken.None),
            cancellationToken: cancellationToken);

    public ValueTask ResumeAsync(QueueName queue, CancellationToken cancellationToken) =>
        line.DoAsync(
            line.Begin(Operations.Resume, queue: queue.Value),
            () => store.ResumeAsync(queue, CancellationToken.None),
            cancellationToken: cancellationToken);

    public ValueTask<IReadOnlyList<QueueSettings>> ListAsync(CancellationToken cancellationToken) =>
        line.ReadAsync(() => store.ListAsync(CancellationToken.None));
}
