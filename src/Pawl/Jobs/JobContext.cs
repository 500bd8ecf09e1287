using System.Data.Common;
using Pawl.Storage;

namespace Pawl;

/// <summary>One attempt, as its handler sees it. Given to the handler; not to be kept after it returns.</summary>
public abstract class JobContext
{
    /// <summary>Only the engine makes contexts, and test hosts.</summary>
    protected JobContext()
    {
    }

    /// <summary>The job's name.</summary>
    public abstract JobId JobId { get; }

    /// <summary>The job's wire name.</summary>
    public abstract JobType Type { get; }

    /// <summary>The line that the job was claimed from.</summary>
    public abstract QueueName Queue { get; }

    /// <summary>The number of this attempt, from 1. Crashes, interruptions and snoozes do not raise it.</summary>
    public abstract int Attempt { get; }

    /// <summary>The lease's place in the order of the job's leases. Hand it to outside resources that can refuse a lower
    /// one.</summary>
    public abstract FencingToken Token { get; }

    /// <summary>The job's tags.</summary>
    public abstract IReadOnlyList<string> Tags { get; }

    /// <summary>What travels with the job.</summary>
    public abstract IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Which tick of which schedule the job is for; null for a job that is not of a schedule.</summary>
    public virtual ScheduleTick? Tick => ScheduleTick.Of(Metadata);

    /// <summary>Services of this attempt's scope.</summary>
    public abstract IServiceProvider Services { get; }

    /// <summary>Fires when the attempt should stop.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>Why the token fired; null until it does.</summary>
    public abstract CancellationReason? CancellationReason { get; }

    /// <summary>The checkpoint that an attempt before this one, or this one, saved last.</summary>
    /// <typeparam name="T">The checkpoint's type, as it was saved.</typeparam>
    /// <returns>The checkpoint; the default of <typeparamref name="T"/> when there is none.</returns>
    /// <exception cref="PermanentJobException">The stored checkpoint is no <typeparamref name="T"/>.</exception>
    public abstract T? GetCheckpoint<T>();

    /// <summary>Stores where the work stands, so that the next attempt can go on from there. Durable when it returns.</summary>
    /// <typeparam name="T">The checkpoint's type; it is stored as JSON, at most 256 KiB.</typeparam>
    /// <param name="checkpoint">Where the work stands.</param>
    /// <param name="cancellationToken">Ends the wait; the checkpoint may have been stored.</param>
    /// <returns>The write.</returns>
    /// <exception cref="LeaseLostException">Another worker may hold the job; nothing was stored.</exception>
    public abstract Task SaveCheckpointAsync<T>(T checkpoint, CancellationToken cancellationToken = default);

    /// <summary>Tells people how far the work is. Cheap: at most one write a second is made, the last report wins, and a
    /// report that cannot be written is dropped.</summary>
    /// <param name="current">What is done, in units of your choice.</param>
    /// <param name="total">What there is to do, in the same units; null when not known.</param>
    /// <param name="message">A few words; at most 500 characters are kept.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The write, if one was made.</returns>
    public abstract Task ReportProgressAsync(
        long current, long? total = null, string? message = null, CancellationToken cancellationToken = default);

    /// <summary>Asks for the job to be run again later. Takes effect when the handler returns; no attempt is spent, and
    /// a result is discarded.</summary>
    /// <param name="delay">How long to wait; 0 to 10 years.</param>
    /// <exception cref="ArgumentOutOfRangeException">The delay is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The job is complete already.</exception>
    public abstract void Snooze(TimeSpan delay);

    /// <summary>Completes the job now, and runs your writes in the very transaction that does: both happen, or neither.
    /// Return from the handler after it. For a job with a result, the result of the handler is not stored. A handler that
    /// returns although this has failed fails its attempt, unless it asked to be run later.</summary>
    /// <param name="work">Your writes, and jobs to enqueue. Runs on the store's writer: be brief, touch nothing but the
    /// transaction, and expect to be run again if the transaction must be.</param>
    /// <param name="cancellationToken">Ends the wait before the transaction begins; never interrupts it.</param>
    /// <returns>The committed transaction.</returns>
    /// <exception cref="LeaseLostException">Another worker may hold the job; nothing was written.</exception>
    /// <exception cref="OutcomeUnknownException">The store failed at commit.</exception>
    public abstract Task CompleteAsync(Action<JobTransaction> work, CancellationToken cancellationToken = default);

    /// <summary>Completes the job in a transaction of yours on Pawl's database: your writes and the completion happen together when you
    /// commit, or not at all. Return from the handler after your commit; if you do not commit, the attempt has failed.</summary>
    /// <param name="transaction">Your open transaction. You commit it.</param>
    /// <param name="cancellationToken">Ends the wait; the transaction can then only be rolled back.</param>
    /// <returns>The completion, written and not yet committed.</returns>
    /// <exception cref="LeaseLostException">Another worker has the job, or had it; nothing was written. Roll back.</exception>
    /// <exception cref="InvalidOperationException">The transaction is on another database, or the job is complete already; nothing was
    /// written.</exception>
    /// <exception cref="NotSupportedException">The store is SQLite, which has one writer: use the overload that lends its
    /// transaction.</exception>
    public abstract Task CompleteAsync(DbTransaction transaction, CancellationToken cancellationToken = default);
}
