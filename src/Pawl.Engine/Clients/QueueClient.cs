using Pawl.Storage;

namespace Pawl.Engine.Clients;

/// <summary>The user's calls about queues, as requests to the store.</summary>
internal sealed class QueueClient(IQueueStore store, IJobIds ids) : IQueueClient
{
    public async Task PauseAsync(QueueName queue, string reason, CancellationToken cancellationToken = default)
    {
        string kept = Reason.Cut(reason);
        await ids.GetAsync(cancellationToken);
        await store.PauseAsync(queue, kept, cancellationToken);
    }

    public async Task ResumeAsync(QueueName queue, CancellationToken cancellationToken = default)
    {
        await ids.GetAsync(cancellationToken);
        await store.ResumeAsync(queue, cancellationToken);
    }

    public async Task<IReadOnlyList<QueueSettings>> ListAsync(CancellationToken cancellationToken = default)
    {
        await ids.GetAsync(cancellationToken);
        return await store.ListAsync(cancellationToken);
    }
}
