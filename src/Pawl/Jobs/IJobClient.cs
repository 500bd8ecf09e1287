using System.Data.Common;
using Pawl.Storage;

namespace Pawl;

/// <summary>Enqueues jobs, finds them, and changes their course. Safe for any number of threads.</summary>
public interface IJobClient
{
    /// <summary>Enqueues a job, to be run as soon as a worker is free. Durable when it returns.</summary>
    /// <param name="job">The job.</param>
    /// <param name="options">How to enqueue it.</param>
    /// <param name="cancellationToken">Ends the wait before the job is sent to the store.</param>
    /// <returns>The stored job.</returns>
    /// <exception cref="PayloadTooLargeException">The serialized job is too large; nothing was stored.</exception>
    /// <exception cref="IdempotencyConflictException">The key was used for another job; nothing was stored.</exception>
    /// <exception cref="UniqueConflictException">A live job carries the key; nothing was stored.</exception>
    /// <exception cref="StoreUnavailableException">The store takes no work; nothing was stored.</exception>
    /// <exception cref="OutcomeUnknownException">The store failed at commit; the job may be stored.</exception>
    Task<JobHandle> EnqueueAsync(IJob job, EnqueueOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Enqueues a job that has a result.</summary>
    /// <typeparam name="TResult">The result.</typeparam>
    /// <inheritdoc cref="EnqueueAsync(IJob, EnqueueOptions?, CancellationToken)"/>
    Task<JobHandle<TResult>> EnqueueAsync<TResult>(
        IJob<TResult> job, EnqueueOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Enqueues a job for later. It never starts before the delay is over, by the store's clock.</summary>
    /// <param name="job">The job.</param>
    /// <param name="delay">How long to wait, counted by the store; 0 to 10 years.</param>
    /// <param name="options">How to enqueue it.</param>
    /// <param name="cancellationToken">Ends the wait before the job is sent to the store.</param>
    /// <returns>The stored job.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The delay is outside its range.</exception>
    Task<JobHandle> ScheduleAsync(
        IJob job, TimeSpan delay, EnqueueOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Enqueues a job for an instant. It never starts before it, by the store's clock.</summary>
    /// <param name="job">The job.</param>
    /// <param name="runAt">When it is due; an instant that is past is due now.</param>
    /// <param name="options">How to enqueue it.</param>
    /// <param name="cancellationToken">Ends the wait before the job is sent to the store.</param>
    /// <returns>The stored job.</returns>
    Task<JobHandle> ScheduleAsync(
        IJob job, DateTimeOffset runAt, EnqueueOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Enqueues many jobs. Up to 10,000 are stored in one transaction, all or none; more are stored in
    /// consecutive transactions, so a failure may leave whole transactions stored.</summary>
    /// <param name="jobs">The jobs; read once, as they are stored.</param>
    /// <param name="options">How to enqueue each; keys are refused, since they name one job.</param>
    /// <param name="cancellationToken">Ends the work between two transactions.</param>
    /// <returns>The ids, in the order of <paramref name="jobs"/>.</returns>
    /// <exception cref="ArgumentException">The options hold an idempotency key or a unique key.</exception>
    /// <exception cref="PayloadTooLargeException">A serialized job is too large; nothing of its transaction was stored.</exception>
    Task<IReadOnlyList<JobId>> EnqueueManyAsync(
        IEnumerable<IJob> jobs, EnqueueOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Runs your writes, and enqueues jobs, in one transaction of the store.</summary>
    /// <param name="work">Your writes. Runs on the store's writer: be brief, touch nothing but the transaction, and expect
    /// to be run again if the transaction must be. An exception undoes all of it, and comes back to you.</param>
    /// <param name="cancellationToken">Ends the wait before the transaction begins; never interrupts it.</param>
    /// <returns>The committed transaction.</returns>
    Task TransactAsync(Action<JobTransaction> work, CancellationToken cancellationToken = default);

    /// <summary>Enqueues jobs in a transaction of yours, on PostgreSQL: any Npgsql transaction on Pawl's database.</summary>
    /// <param name="transaction">Your open transaction. You commit it.</param>
    /// <returns>What enqueues in it.</returns>
    JobEnlistment Enlist(DbTransaction transaction);

    /// <summary>Finds a job, with its details.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The job; null when none has this id.</returns>
    Task<Job?> FindAsync(JobId id, CancellationToken cancellationToken = default);

    /// <summary>Lists jobs, newest first, without their details.</summary>
    /// <param name="query">Which jobs, and where to go on.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A page.</returns>
    Task<JobPage> ListAsync(JobQuery query, CancellationToken cancellationToken = default);

    /// <summary>Reads how many jobs are stored, by queue, type and state. The numbers are kept, not counted.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A number for each combination that has jobs.</returns>
    Task<IReadOnlyList<JobCount>> CountAsync(CancellationToken cancellationToken = default);

    /// <summary>Waits until a job has finished, however it ends.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Ends the wait, not the job.</param>
    /// <returns>The finished job.</returns>
    /// <exception cref="JobNotFoundException">The job is not stored.</exception>
    Task<Job> WaitAsync(JobId id, CancellationToken cancellationToken = default);

    /// <summary>Waits until a job has succeeded, and reads its result.</summary>
    /// <typeparam name="TResult">The result.</typeparam>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Ends the wait, not the job.</param>
    /// <returns>The result; the default of <typeparamref name="TResult"/> when the job has none.</returns>
    /// <exception cref="JobNotSucceededException">The job failed or was cancelled.</exception>
    /// <exception cref="JobNotFoundException">The job is not stored.</exception>
    Task<TResult?> GetResultAsync<TResult>(JobId id, CancellationToken cancellationToken = default);

    /// <summary>Asks for a job to stop. One that does not run is cancelled at once; a running one is told, and is
    /// cancelled when its handler obeys, or succeeds if it was faster.</summary>
    /// <param name="id">The job.</param>
    /// <param name="reason">Why, for people and for the handler; at most 500 characters are kept.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see cref="JobChange.Done"/>, <see cref="JobChange.Requested"/>, <see cref="JobChange.Refused"/> when it
    /// has finished, or <see cref="JobChange.NotFound"/>.</returns>
    Task<JobChange> CancelAsync(JobId id, string reason, CancellationToken cancellationToken = default);

    /// <summary>Runs a job again: a failed or cancelled one with fresh budgets, a retrying, scheduled or waiting one now.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see cref="JobChange.Done"/>, <see cref="JobChange.Refused"/> when it is queued, running or succeeded,
    /// <see cref="JobChange.UniqueKeyTaken"/>, or <see cref="JobChange.NotFound"/>.</returns>
    Task<JobChange> RetryAsync(JobId id, CancellationToken cancellationToken = default);

    /// <summary>Deletes a job that is not running, and everything stored with it.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see cref="JobChange.Done"/>, <see cref="JobChange.Refused"/> when it is running, or
    /// <see cref="JobChange.NotFound"/>.</returns>
    Task<JobChange> DeleteAsync(JobId id, CancellationToken cancellationToken = default);

    /// <summary>Moves a job that has not started to another time.</summary>
    /// <param name="id">The job.</param>
    /// <param name="runAt">When it is due; an instant that is past is due now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see cref="JobChange.Done"/>, <see cref="JobChange.Refused"/> when it is running or finished, or
    /// <see cref="JobChange.NotFound"/>.</returns>
    Task<JobChange> RescheduleAsync(JobId id, DateTimeOffset runAt, CancellationToken cancellationToken = default);
}
