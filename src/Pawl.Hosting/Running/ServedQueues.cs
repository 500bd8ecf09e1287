using Pawl.Engine.Clients;
using Pawl.Engine.Handlers;
using Pawl.Engine.Workers;

namespace Pawl.Hosting.Running;

/// <summary>Which queues handlers expect to be served.</summary>
internal static class ServedQueues
{
    /// <summary>The queues that jobs of these handlers are enqueued to, unless a call says otherwise.</summary>
    public static IReadOnlyList<QueueName> Of(IEnumerable<HandlerRegistration> handlers, JobDefinitions definitions) =>
    [
        .. handlers
            .Select(handler => definitions.Of(handler.JobClass).Queue ?? handler.Queue ?? QueueName.Default)
            .Distinct()
            .Order(),
    ];

    /// <summary>Serves what handlers expect, and <c>default</c>, where the user has named no queues.</summary>
    public static void AddTo(WorkerOptions worker, IReadOnlyList<QueueName> expected)
    {
        if (worker.Queues.Count > 0)
        {
            return;
        }

        foreach (QueueName queue in expected.Prepend(QueueName.Default).Distinct())
        {
            worker.Queues.Add(queue.Value, worker.DefaultConcurrency);
        }
    }
}
