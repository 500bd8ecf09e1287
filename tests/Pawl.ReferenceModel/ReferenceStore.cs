using Pawl.ReferenceModel.Tables;
using Pawl.Storage;

namespace Pawl.ReferenceModel;

/// <summary>A store in memory that is too simple to be wrong: one lock, plain tables, every operation a few lines. Other
/// stores are compared with it, and the engine is tested on it. It answers at once, on the caller's thread.</summary>
public sealed partial class ReferenceStore : IStoreLifecycle, IWakeups
{
    private readonly Lock gate = new();
    private readonly TimeProvider clock;
    private readonly Journal journal = new();
    private readonly JobTable jobs;
    private readonly RequestTable requests;
    private readonly Table<QueueName, QueueSettings> pausedQueues;
    private readonly Table<WorkerIdentity, WorkerRow> workers;
    private readonly Table<int, NodeRow> nodes;
    private readonly Table<Duty, DutyRow> duties;
    private readonly Table<ScheduleName, ScheduleRow> schedules;
    private readonly Table<(ScheduleName, int), ScheduleVersionRow> versions;
    private readonly Table<(ScheduleName, DateTimeOffset, bool), TickRow> ticks;

    private readonly TaskCompletionSource<StoreException> failure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Wakeup> wakeups = [];
    private Action<Wakeup> listeners = _ => { };
    private StoreException? refusal = new StoreUnavailableException("The reference store is closed. Open it first.");
    private bool isInTransaction;

    // The store's time: it never goes back, whatever the clock does.
    private DateTimeOffset now = DateTimeOffset.MinValue;

    /// <summary>Makes an empty, closed store.</summary>
    /// <param name="clock">Where its time comes from; only the wall clock is read.</param>
    public ReferenceStore(TimeProvider clock)
    {
        this.clock = clock;
        jobs = new JobTable(journal);
        requests = new RequestTable(journal);
        pausedQueues = new Table<QueueName, QueueSettings>(journal, row => row.Name);
        workers = new Table<WorkerIdentity, WorkerRow>(journal, row => row.Identity);
        nodes = new Table<int, NodeRow>(journal, row => row.Generator);
        duties = new Table<Duty, DutyRow>(journal, row => row.Duty);
        schedules = new Table<ScheduleName, ScheduleRow>(journal, row => row.Name);
        versions = new Table<(ScheduleName, int), ScheduleVersionRow>(journal, row => (row.Schedule, row.Version.Number));
        ticks = new Table<(ScheduleName, DateTimeOffset, bool), TickRow>(journal, row => row.Key);
    }

    /// <inheritdoc/>
    public Task<StoreException> Failed => failure.Task;

    /// <inheritdoc/>
    public string Description => "the reference model, in memory";

    /// <inheritdoc/>
    public ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            if (!failure.Task.IsCompleted)
            {
                refusal = null;
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Closes the store; what it holds is there again when it is opened.</summary>
    /// <inheritdoc/>
    public ValueTask CloseAsync()
    {
        lock (gate)
        {
            refusal ??= new StoreUnavailableException("The reference store is closed. Open it first.");
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Called after each transaction with every change of a job, in order, for those who judge histories.</summary>
    public Action<ReferenceChange>? Changed { get; set; }

    /// <summary>Makes the store stop itself, as a store does whose disk failed: from now on it refuses everything.</summary>
    public void Fail(StoreException reason)
    {
        lock (gate)
        {
            refusal = reason;
        }

        failure.TrySetResult(reason);
    }

    /// <inheritdoc/>
    public IDisposable Subscribe(Action<Wakeup> listener)
    {
        lock (gate)
        {
            listeners += listener;
        }

        return new Subscription(this, listener);
    }

    /// <summary>What <see cref="CountAsync"/> should answer, counted job by job.</summary>
    public IReadOnlyList<JobCount> Recount()
    {
        lock (gate)
        {
            return
            [
                .. jobs.Unordered
                    .GroupBy(job => (job.Queue, job.Type, job.State))
                    .OrderBy(group => group.Key)
                    .Select(group => new JobCount(group.Key.Queue, group.Key.Type, group.Key.State, group.Count())),
            ];
        }
    }

    /// <summary>Runs an operation as one transaction: all of it happens, and then the hints are given; or none of it.</summary>
    private ValueTask<T> Run<T>(Func<T> operation, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<T>(cancellationToken);
        }

        T result;
        Wakeup[] hints;
        Action<Wakeup> audience;
        lock (gate)
        {
            if (refusal is not null)
            {
                return ValueTask.FromException<T>(refusal);
            }

            if (isInTransaction)
            {
                throw new InvalidOperationException(
                    "The store was called from within its own transaction. Use the transaction that was lent.");
            }

            isInTransaction = true;
            try
            {
                now = Later(now, Cut(clock.GetUtcNow()));
                result = operation();
            }
            catch (Exception exception)
            {
                journal.RollBackTo(0);
                return ValueTask.FromException<T>(exception);
            }
            finally
            {
                isInTransaction = false;
            }

            journal.Commit();
            TellChanges();
            hints = [.. wakeups.Distinct()];
            wakeups.Clear();
            audience = listeners;
        }

        Array.ForEach(hints, audience);
        return ValueTask.FromResult(result);
    }

    private void TellChanges()
    {
        foreach ((JobRow? before, JobRow? after) in jobs.Changes)
        {
            Changed?.Invoke(new ReferenceChange(now, before?.ToJob(), after?.ToJob(), after?.Worker, after?.PrunableAt));
        }

        jobs.Changes.Clear();
    }

    private async ValueTask Run(Action operation, CancellationToken cancellationToken) => await Run(
        () =>
        {
            operation();
            return true;
        },
        cancellationToken);

    private ValueTask<IReadOnlyList<TResult>> RunEach<TRequest, TResult>(
        IReadOnlyList<TRequest> requested, Func<TRequest, TResult> operation, CancellationToken cancellationToken) =>
        Run<IReadOnlyList<TResult>>(() => [.. requested.Select(operation)], cancellationToken);

    /// <summary>Changes a job's state, with all that follows from the new one.</summary>
    private void Move(JobRow row)
    {
        jobs.Move(row);
        Announce(row);
        if (row.State.IsFinished() && row.RetentionAfterEnd == TimeSpan.Zero)
        {
            jobs.Delete(row.Id);
        }
    }

    private void Announce(JobRow row)
    {
        if (row.State == JobState.Queued)
        {
            Wake(new Wakeup(WakeupKind.JobsQueued, row.Queue));
        }
        else if (row.State is JobState.Scheduled or JobState.Retrying)
        {
            Wake(new Wakeup(WakeupKind.JobsScheduled));
        }
    }

    private void Wake(Wakeup hint)
    {
        wakeups.Add(hint);
        journal.Add(() => wakeups.RemoveAt(wakeups.Count - 1));
    }

    // Stores count whole microseconds. What happens is cut to one; what is due is rounded up, so that it is never early.
    private static DateTimeOffset Cut(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMicrosecond));

    private static DateTimeOffset Up(DateTimeOffset instant) => Cut(instant.AddTicks(TimeSpan.TicksPerMicrosecond - 1));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private sealed class Subscription(ReferenceStore store, Action<Wakeup> listener) : IDisposable
    {
        private Action<Wakeup>? listening = listener;

        public void Dispose()
        {
            lock (store.gate)
            {
                store.listeners = (store.listeners - listening)!;
                listening = null;
            }
        }
    }
}
