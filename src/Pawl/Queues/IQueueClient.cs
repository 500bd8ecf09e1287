namespace Pawl;

/// <summary>Pauses and resumes queues. Safe for any number of threads.</summary>
public interface IQueueClient
{
    /// <summary>Stops claims from a queue at once. Running jobs go on; enqueueing goes on.</summary>
    /// <param name="queue">The queue; it need not have jobs.</param>
    /// <param name="reason">Why, for people; at most 500 characters are kept.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The durable change. No job of the queue is claimed after it.</returns>
    Task PauseAsync(QueueName queue, string reason, CancellationToken cancellationToken = default);

    /// <summary>Lets claims from a queue go on; nothing happens when it is not paused.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The durable change.</returns>
    Task ResumeAsync(QueueName queue, CancellationToken cancellationToken = default);

    /// <summary>Lists the queues that are paused or have jobs stored.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The queues, by name.</returns>
    Task<IReadOnlyList<QueueSettings>> ListAsync(CancellationToken cancellationToken = default);
}
