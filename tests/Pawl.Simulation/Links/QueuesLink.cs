using Pawl.Checker.Histories;
using Pawl.Storage;

namespace Pawl.Simulation.Links;

internal sealed class QueuesLink(Line line, IQueueStore store) : IQueueStore
{
    public async ValueTask PauseAsync(QueueName queue, string reason, CancellationToken cancellationToken) =>
        await line.AskAsync(
            line.Begin(Operations.Pause, queue: queue.Value),
            () => Line.Answered(store.PauseAsync(queue, reason, CancellationToken.None)),
            cancellationToken: cancellationToken);

    public async ValueTask ResumeAsync(QueueName queue, CancellationToken cancellationToken) =>
        await line.AskAsync(
            line.Begin(Operations.Resume, queue: queue.Value),
            () => Line.Answered(store.ResumeAsync(queue, CancellationToken.None)),
            cancellationToken: cancellationToken);

    public ValueTask<IReadOnlyList<QueueSettings>> ListAsync(CancellationToken cancellationToken) =>
        line.ReadAsync(() => store.ListAsync(CancellationToken.None));
}
