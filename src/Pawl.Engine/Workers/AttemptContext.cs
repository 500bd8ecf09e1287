using System.Data.Common;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pawl.Engine.Concurrency;
using Pawl.Engine.Telemetry;
using Pawl.Storage;

namespace Pawl.Engine.Workers;

/// <summary>One attempt: what its handler sees of it, and what its runner must know. Once it has ended, whatever the handler
/// still tries is refused as if the lease were lost.</summary>
/// <param name="environment">What all workers share.</param>
/// <param name="completer">Where its ending goes.</param>
/// <param name="claimed">The claimed job.</param>
/// <param name="givenUp">Completed when the handler does not obey its token.</param>
internal sealed partial class AttemptContext(
    WorkerEnvironment environment,
    JobCompleter completer,
    ClaimedJob claimed,
    TaskCompletionSource<AttemptContext> givenUp) : JobContext, IAsyncDisposable
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(1);

    private readonly LeasedJob job = claimed.Job;

    // Without a timer there is nothing in it to dispose of, and the handler may look at its token for as long as it likes.
    private readonly CancellationTokenSource token = new();

    // Made when there is a time-out, or someone stops the attempt; most attempts never need it.
    private AttemptStop? stop;
    private AsyncServiceScope? scope;
    private ReadOnlyMemory<byte>? checkpoint = claimed.Job.Checkpoint;
    private Task<CompletionResult>? completing;
    private JobProgress? unsavedProgress;
    private long progressSavedAt = long.MinValue;
    private ILogger? log;
    private bool isComplete;
    private bool isEnlisted;
    private int hasEnded;

    public override JobId JobId => job.Lease.Job;

    public override JobType Type => job.Type;

    public override QueueName Queue => job.Queue;

    public override int Attempt => job.Attempt;

    public override FencingToken Token => job.Lease.Token;

    public override IReadOnlyList<string> Tags => job.Tags;

    public override IReadOnlyDictionary<string, string> Metadata => job.Metadata;

    public override IServiceProvider Services => (scope ??= environment.Scopes.CreateAsyncScope()).ServiceProvider;

    public override CancellationToken CancellationToken => token.Token;

    public override CancellationReason? CancellationReason => Volatile.Read(ref stop)?.Reason;

    public LeasedJob Job => job;

    public Lease Lease => job.Lease;

    /// <summary>Whether it runs alone in the process.</summary>
    public bool IsSolo { get; } = claimed.IsSolo;

    /// <summary>A logger whose entries name the job; made when it is first asked for.</summary>
    public ILogger Logger => log ??= new AttemptLogger(environment.LoggerFactory.CreateLogger(job.Type.Value), JobId, Attempt);

    /// <summary>Why someone asked for the job to stop.</summary>
    public string RequestReason => Volatile.Read(ref stop)?.RequestReason ?? "";

    /// <summary>The longest the attempt may run.</summary>
    public TimeSpan? Timeout { get; private set; }

    /// <summary>How long to wait, if the handler has asked to be run later.</summary>
    public TimeSpan? SnoozeDelay { get; private set; }

    /// <summary>Whether the handler has completed the job itself.</summary>
    public bool IsComplete => Volatile.Read(ref isComplete);

    /// <summary>Whether the handler has asked for its completion, and the store has not answered.</summary>
    public bool IsCompleting => Volatile.Read(ref completing) is { IsCompleted: false };

    private bool HasEnded => Volatile.Read(ref hasEnded) != 0;

    /// <summary>Stops the attempt when it has run for so long.</summary>
    public void LimitTo(TimeSpan timeout)
    {
        Timeout = timeout;
        EnsureStop().After(timeout);
    }

    /// <summary>Stops the attempt; the handler has the usual grace to obey.</summary>
    public void Stop(CancellationReason reason) => Stop(reason, environment.Options.AbandonGrace);

    /// <summary>Stops the attempt.</summary>
    public void Stop(CancellationReason reason, TimeSpan grace) => EnsureStop().Now(reason, grace, requestReason: null);

    /// <summary>Stops the attempt because someone asked for it.</summary>
    public void Cancel(string reason) =>
        EnsureStop().Now(Pawl.CancellationReason.Requested, environment.Options.AbandonGrace, reason);

    /// <summary>Ends the attempt. Its runner does that when the handler is done, or another in its place when the handler
    /// was given up; whoever is second gets false.</summary>
    public bool TryEnd()
    {
        if (Interlocked.Exchange(ref hasEnded, 1) != 0)
        {
            return false;
        }

        Volatile.Read(ref stop)?.Dispose();
        return true;
    }

    /// <summary>Waits for a completion that the handler has begun, and writes progress that was held back.</summary>
    /// <remarks>A handler may begin a completion and return without a look at what came of it. Its attempt must not pass for
    /// a success then, so the completion's error becomes the attempt's, unless the handler asked to be run later.</remarks>
    public ValueTask SettleAsync() =>
        completing is null && unsavedProgress is null && !isEnlisted ? ValueTask.CompletedTask : SettleRestAsync();

    /// <summary>Ends what the attempt's services hold.</summary>
    public ValueTask DisposeAsync() => scope is { } used ? used.DisposeAsync() : ValueTask.CompletedTask;

    public override T? GetCheckpoint<T>()
        where T : default
    {
        if (checkpoint is not { } json)
        {
            return default;
        }

        try
        {
            return environment.Serializer.Deserialize<T>(json);
        }
        catch (JsonException exception)
        {
            throw new PermanentJobException(
                $"The stored checkpoint of {JobId} is no {typeof(T)}: {exception.Message} Deploy a handler that reads it, then retry "
                + "the job.", exception);
        }
    }

    public override async Task SaveCheckpointAsync<T>(T checkpoint, CancellationToken cancellationToken = default)
    {
        RequireLive();
        byte[] json = environment.Serializer.Serialize(checkpoint);
        if (json.Length > JobLimits.CheckpointBytes)
        {
            throw new ArgumentException(
                $"The checkpoint of {JobId} has {json.Length:N0} bytes; at most {JobLimits.CheckpointBytes:N0} are stored, so nothing "
                + "was. Store the data elsewhere and keep a reference.", nameof(checkpoint));
        }

        JobProgress? progress = TakeProgress();
        bool isStored = await UpdateAsync(new LeaseUpdate(Lease, json, progress), cancellationToken);
        Chaos.At(FaultPoint.CheckpointNotTold);
        if (!isStored)
        {
            throw new LeaseLostException(Lease);
        }

        this.checkpoint = json;
    }

    public override Task ReportProgressAsync(
        long current, long? total = null, string? message = null, CancellationToken cancellationToken = default)
    {
        if (HasEnded)
        {
            return Task.CompletedTask;
        }

        string? kept = message is { Length: > JobProgress.MaxMessage } ? message[..JobProgress.MaxMessage] : message;
        Volatile.Write(ref unsavedProgress, new JobProgress(current, total, kept));
        return progressSavedAt == long.MinValue || environment.Clock.GetElapsedTime(progressSavedAt) >= ProgressInterval
            ? SaveProgressAsync(cancellationToken).AsTask()
            : Task.CompletedTask;
    }

    public override void Snooze(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, JobLimits.LongestSpan);
        RequireLive();
        RequireIncomplete();
        SnoozeDelay = delay;
    }

    public override async Task CompleteAsync(Action<JobTransaction> work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        RequireLive();
        RequireIncomplete();
        completing = CompleteWithAsync(work, cancellationToken);
        RequireRecorded(await completing);
    }

    public override async Task CompleteAsync(DbTransaction transaction, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        RequireLive();
        RequireIncomplete();
        await SaveProgressAsync(cancellationToken);
        if (!await environment.Enlistment.CompleteAsync(transaction, Lease, cancellationToken))
        {
            Stop(Pawl.CancellationReason.LeaseLost);
            throw new LeaseLostException(Lease);
        }

        isEnlisted = true;
    }

    private async Task<CompletionResult> CompleteWithAsync(Action<JobTransaction> work, CancellationToken cancellationToken)
    {
        await SaveProgressAsync(cancellationToken);
        CompletionResult result = await completer.CompleteAsync(
            new Completion(
                Lease, JobOutcome.Succeeded.WithoutResult, transaction => work(environment.LendTransaction(transaction))),
            cancellationToken);
        Volatile.Write(ref isComplete, result.Status == CompletionStatus.Recorded);
        return result;
    }

    private async ValueTask SettleRestAsync()
    {
        try
        {
            if (isEnlisted)
            {
                await RequireCommittedAsync();
            }

            if (completing is { } begun && await Task.WhenAny(begun) == begun && SnoozeDelay is null)
            {
                RequireRecorded(await begun);
            }
        }
        finally
        {
            await SaveProgressAsync(CancellationToken.None);
        }
    }

    /// <summary>Only the application knows whether it has committed; but then the lease has ended.</summary>
    private async ValueTask RequireCommittedAsync()
    {
        bool isLive = (await environment.Leases.UpdateAsync(
            [new LeaseUpdate(Lease, Checkpoint: null, Progress: null)], CancellationToken.None))[0];
        if (isLive)
        {
            throw new InvalidOperationException(
                $"The transaction that {JobId} was completed in was not committed before its handler ended. Commit it, then return.");
        }

        Volatile.Write(ref isComplete, true);
    }

    private void RequireRecorded(CompletionResult result)
    {
        switch (result.Status)
        {
            case CompletionStatus.Recorded:
                return;
            case CompletionStatus.WorkFailed when result.Error is { } error:
                ExceptionDispatchInfo.Throw(error);
                return;
            default:
                Stop(Pawl.CancellationReason.LeaseLost);
                throw new LeaseLostException(Lease);
        }
    }

    private async ValueTask SaveProgressAsync(CancellationToken cancellationToken)
    {
        if (IsComplete || TakeProgress() is not { } progress)
        {
            return;
        }

        try
        {
            await UpdateAsync(new LeaseUpdate(Lease, Checkpoint: null, progress), cancellationToken);
        }
        catch (StoreException exception) when (StoreBackoff.Passes(exception))
        {
            LogProgressDropped(Logger, exception);
        }
    }

    private JobProgress? TakeProgress()
    {
        progressSavedAt = environment.Clock.GetTimestamp();
        return Interlocked.Exchange(ref unsavedProgress, null);
    }

    private async ValueTask<bool> UpdateAsync(LeaseUpdate update, CancellationToken cancellationToken)
    {
        // The store does not take back what it has sent; but a handler that is told to stop need not hear how that ended.
        Task<IReadOnlyList<bool>> sent = environment.Leases.UpdateAsync([update], cancellationToken).AsTask();
        bool isLive = (await sent.WaitAsync(cancellationToken))[0];
        if (!isLive)
        {
            Stop(Pawl.CancellationReason.LeaseLost);
        }

        return isLive;
    }

    private AttemptStop EnsureStop()
    {
        if (Volatile.Read(ref stop) is { } made)
        {
            return made;
        }

        var candidate = new AttemptStop(
            JobId, token, environment.Options.AbandonGrace, GiveUp, environment.Clock, Logger);
        if (Interlocked.CompareExchange(ref stop, candidate, null) is { } winner)
        {
            candidate.Dispose();
            return winner;
        }

        if (HasEnded)
        {
            candidate.Dispose();
        }

        return candidate;
    }

    private void GiveUp()
    {
        if (TryEnd())
        {
            givenUp.TrySetResult(this);
        }
    }

    private void RequireLive()
    {
        if (HasEnded)
        {
            throw new LeaseLostException(Lease);
        }
    }

    private void RequireIncomplete()
    {
        if (IsComplete || isEnlisted)
        {
            throw new InvalidOperationException($"{JobId} is complete already. Return from the handler after CompleteAsync.");
        }
    }

    [LoggerMessage(EventIds.ProgressDropped, LogLevel.Debug, "A report of progress could not be written, and was dropped")]
    private static partial void LogProgressDropped(ILogger logger, Exception exception);
}
