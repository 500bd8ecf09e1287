namespace Pawl.Storage;

/// <summary>Stores what is set of queues at run time. Called by clients.</summary>
public interface IQueueStore
{
    /// <summary>Stops claims. No claim that begins after this returns gives a job of the queue. Pausing again keeps the
    /// first time, and takes the new reason.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Ends the wait before the transaction begins.</param>
    /// <returns>The durable change.</returns>
    ValueTask PauseAsync(QueueName queue, string reason, CancellationToken cancellationToken);

    /// <summary>Lets claims go on.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="cancellationToken">Ends the wait before the transaction begins.</param>
    /// <returns>The durable change.</returns>
    ValueTask ResumeAsync(QueueName queue, CancellationToken cancellationToken);

    /// <summary>Lists the queues that are paused or have jobs, by name.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The queues.</returns>
    ValueTask<IReadOnlyList<QueueSettings>> ListAsync(CancellationToken cancellationToken);
}
