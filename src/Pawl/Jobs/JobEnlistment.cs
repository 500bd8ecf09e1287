namespace Pawl;

/// <summary>Enqueues jobs in a transaction of yours: they exist when you commit, and never did when you roll back. Made by
/// <see cref="IJobClient.Enlist"/>.</summary>
public abstract class JobEnlistment
{
    /// <summary>For Pawl; a transaction is enlisted by <see cref="IJobClient.Enlist"/>.</summary>
    protected JobEnlistment()
    {
    }

    /// <summary>Enqueues a job that is due when you commit.</summary>
    /// <param name="job">The job.</param>
    /// <param name="options">How to enqueue it.</param>
    /// <param name="cancellationToken">Ends the wait; your transaction can then only be rolled back.</param>
    /// <returns>The stored job, or the one that stood in its way.</returns>
    /// <exception cref="InvalidOperationException">The transaction is on another database than Pawl's; nothing was written.</exception>
    /// <exception cref="NotSupportedException">The store is SQLite; use <see cref="IJobClient.TransactAsync"/>.</exception>
    /// <exception cref="IdempotencyConflictException">The idempotency key was used for another request; nothing was written.</exception>
    /// <exception cref="UniqueConflictException">A live job has the unique key; nothing was written.</exception>
    /// <exception cref="PayloadTooLargeException">The serialized job is too large; nothing was written.</exception>
    public abstract Task<EnqueuedJob> EnqueueAsync(
        IJob job, EnqueueOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Enqueues a job that is due after a delay, counted from when it is written.</summary>
    /// <param name="job">The job.</param>
    /// <param name="delay">The delay; 0 to 10 years.</param>
    /// <param name="options">How to enqueue it.</param>
    /// <param name="cancellationToken">Ends the wait; your transaction can then only be rolled back.</param>
    /// <returns>The stored job, or the one that stood in its way.</returns>
    public abstract Task<EnqueuedJob> ScheduleAsync(
        IJob job, TimeSpan delay, EnqueueOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Enqueues a job that is due at an instant.</summary>
    /// <param name="job">The job.</param>
    /// <param name="runAt">The instant; one that is past means now.</param>
    /// <param name="options">How to enqueue it.</param>
    /// <param name="cancellationToken">Ends the wait; your transaction can then only be rolled back.</param>
    /// <returns>The stored job, or the one that stood in its way.</returns>
    public abstract Task<EnqueuedJob> ScheduleAsync(
        IJob job, DateTimeOffset runAt, EnqueueOptions? options = null, CancellationToken cancellationToken = default);
}
