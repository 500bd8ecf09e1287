using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Pawl.Engine.Concurrency;
using Pawl.Engine.Handlers;
using Pawl.Engine.Telemetry;
using Pawl.Storage;

namespace Pawl.Engine.Workers;

/// <summary>Runs claimed jobs one after the other, in one slot. A handler that does not obey its token loses the slot: another
/// chain of calls takes over, whether the handler awaits or blocks.</summary>
internal sealed partial class JobRunner(WorkerEnvironment environment, JobPipe pipe, int slot)
{
    /// <summary>How long jobs may run without a pause for others: their threads are also the claimer's.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(1);

    private readonly TimeProvider clock = environment.Clock;
    private readonly ILogger<JobRunner> logger = environment.LoggerFactory.CreateLogger<JobRunner>();

    /// <summary>Runs until the pipe is closed and empty.</summary>
    public async Task RunAsync()
    {
        while (true)
        {
            var givenUp = environment.Channels.CreateSource<AttemptContext>();
            Task chain = RunChainAsync(givenUp);
            await Task.WhenAny(chain, givenUp.Task);
            if (!givenUp.Task.IsCompleted)
            {
                await chain;
                return;
            }

            await AbandonAsync(await givenUp.Task);
        }
    }

    private async Task RunChainAsync(TaskCompletionSource<AttemptContext> givenUp)
    {
        // Handlers begin to run within this method, and must not do so on the stack of who waits for it.
        await Task.Yield();
        while (await pipe.Jobs.WaitToReadAsync(CancellationToken.None))
        {
            long turnBeganAt = clock.GetTimestamp();
            while (pipe.Jobs.TryRead(out ClaimedJob claimed))
            {
                if (!await RunAsync(claimed, givenUp))
                {
                    return;
                }

                if (clock.GetElapsedTime(turnBeganAt) > Turn)
                {
                    await Task.Yield();
                    turnBeganAt = clock.GetTimestamp();
                }
            }
        }
    }

    /// <returns>False when the handler was given up, and with it this chain.</returns>
    private async ValueTask<bool> RunAsync(ClaimedJob claimed, TaskCompletionSource<AttemptContext> givenUp)
    {
        if (!await TryEnterAsync(claimed))
        {
            await pipe.DropAsync(claimed);
            return true;
        }

        LeasedJob job = claimed.Job;
        bool isKnown = environment.Handlers.TryFind(job.Type, out HandlerRegistration? handler);
        Invariant.Require(isKnown && handler is not null, $"The store gave {job.Lease.Job} of a type that was not asked for.");
        var attempt = new AttemptContext(environment, pipe.Completer, claimed, givenUp);
        pipe.Running.Begin(slot, attempt);
        if ((job.Timeout ?? handler.Timeout ?? environment.Timeout) is { } timeout)
        {
            attempt.LimitTo(timeout);
        }

        (JobOutcome? outcome, double seconds) = await AttemptAsync(attempt, handler);
        if (!attempt.TryEnd())
        {
            LogLeakEnded(attempt.JobId);
            return false;
        }

        await EndAsync(attempt, outcome, seconds);
        return true;
    }

    /// <summary>Waits until the job may start; false when it never may.</summary>
    private async ValueTask<bool> TryEnterAsync(ClaimedJob claimed)
    {
        if (!MayStart(claimed) || pipe.Stopping.IsCancellationRequested)
        {
            return false;
        }

        if (claimed.IsSolo)
        {
            return true;
        }

        try
        {
            await environment.Gate.EnterAsync(pipe.Stopping);
        }
        catch (OperationCanceledException) when (pipe.Stopping.IsCancellationRequested)
        {
            return false;
        }

        // The wait may have been long.
        if (MayStart(claimed))
        {
            return true;
        }

        environment.Gate.Exit();
        return false;
    }

    /// <summary>Whether the job's lease stands for all that is known: after a pause of the process others may have it.</summary>
    private bool MayStart(in ClaimedJob claimed) =>
        !claimed.Incarnation.IsLost && claimed.Incarnation.ProvenUntil > clock.GetTimestamp();

    private async ValueTask<(JobOutcome? Outcome, double Seconds)> AttemptAsync(AttemptContext attempt, HandlerRegistration handler)
    {
        using Activity? activity = AttemptTelemetry.Start(attempt.Job);
        AttemptTelemetry.CountStarted(attempt.Job);
        ReadOnlyMemory<byte> result = default;
        Exception? thrown = null;
        long startedAt = clock.GetTimestamp();
        try
        {
            result = await handler.Invoker(attempt, attempt.Job.Payload);
        }
        catch (Exception exception)
        {
            thrown = exception;
        }

        double seconds = clock.GetElapsedTime(startedAt).TotalSeconds;
        thrown = await CleanUpAsync(attempt, thrown);
        AttemptTelemetry.CountEnded(attempt.Job, seconds, thrown);
        if (thrown is null)
        {
            return (AttemptOutcome.OfReturn(attempt, result), seconds);
        }

        activity.Fail(thrown);
        JobOutcome? outcome = AttemptOutcome.OfThrow(attempt, thrown, PolicyOf(attempt, handler), environment.Entropy);
        Report(attempt, outcome, thrown);
        return (outcome, seconds);
    }

    /// <summary>Ends what the attempt has begun. What goes wrong there fails the attempt, like an error of the handler.</summary>
    private async ValueTask<Exception?> CleanUpAsync(AttemptContext attempt, Exception? thrown)
    {
        try
        {
            await attempt.SettleAsync();
        }
        catch (Exception exception)
        {
            thrown ??= exception;
        }

        try
        {
            await attempt.DisposeAsync();
        }
        catch (Exception exception)
        {
            LogScopeThrew(exception, attempt.JobId);
            thrown ??= exception;
        }

        return thrown;
    }

    private async ValueTask AbandonAsync(AttemptContext attempt)
    {
        if (attempt.IsCompleting)
        {
            LogUnanswered(attempt.JobId, attempt.Type, attempt.CancellationReason);
        }
        else
        {
            LogLeaks(attempt.JobId, attempt.Type, attempt.CancellationReason);
        }

        environment.Handlers.TryFind(attempt.Type, out HandlerRegistration? handler);
        JobOutcome? outcome = AttemptOutcome.OfAbandonment(attempt, PolicyOf(attempt, handler), environment.Entropy);
        Report(attempt, outcome, thrown: null);
        await EndAsync(attempt, outcome, PrefetchPolicy.Unknown);
    }

    private async ValueTask EndAsync(AttemptContext attempt, JobOutcome? outcome, double seconds)
    {
        Chaos.At(FaultPoint.EndedNotSent);
        pipe.Running.End(slot);
        if (outcome is null)
        {
            pipe.Leases.Remove(attempt.Lease);
        }

        if (attempt.IsSolo)
        {
            // Not before it is recorded: who runs next may kill the process, and this job's lease must not be live then.
            await RecordAsync(attempt, outcome);
            environment.Gate.Reopen();
        }
        else
        {
            environment.Gate.Exit();
            if (outcome is not null)
            {
                await pipe.Completer.PostAsync(new Ending(new Completion(attempt.Lease, outcome), seconds));
            }
        }

        pipe.Remove();
    }

    private async ValueTask RecordAsync(AttemptContext attempt, JobOutcome? outcome)
    {
        if (outcome is null)
        {
            return;
        }

        try
        {
            await pipe.Completer.RecordAsync(new Completion(attempt.Lease, outcome), pipe.Stopping);
        }
        catch (OperationCanceledException) when (pipe.Stopping.IsCancellationRequested)
        {
            // Nothing more starts in this process, so nothing waits for it.
        }
        catch (StoreException exception) when (StoreBackoff.Passes(exception))
        {
            LogUnrecorded(exception, attempt.JobId);
        }
    }

    private RetryPolicy PolicyOf(AttemptContext attempt, HandlerRegistration? handler) =>
        attempt.Job.Retry?.WithRulesOf(handler?.Retry) ?? handler?.Retry ?? environment.Retry;

    private void Report(AttemptContext attempt, JobOutcome? outcome, Exception? thrown)
    {
        switch (outcome)
        {
            case JobOutcome.Retry retry:
                AttemptTelemetry.CountRetried(attempt.Job);
                LogAttemptFailed(thrown, attempt.JobId, attempt.Type, attempt.Attempt, retry.Error.Code, retry.Delay);
                break;
            case JobOutcome.Failed failed:
                AttemptTelemetry.CountFailed(attempt.Job);
                LogJobFailed(thrown, attempt.JobId, attempt.Type, attempt.Attempt, failed.Error.Code);
                break;
            case JobOutcome.Cancelled cancelled:
                LogCancelled(attempt.JobId, attempt.Type, cancelled.Reason);
                break;
            case null when attempt.IsComplete && thrown is not null:
                LogThrewAfterCompletion(thrown, attempt.JobId, attempt.Type);
                break;
        }
    }

    [LoggerMessage(EventIds.AttemptFailed, LogLevel.Warning,
        "{JobId} ({Type}) failed in attempt {Attempt} with {Code}; the next one is due in {Delay}")]
    private partial void LogAttemptFailed(Exception? exception, JobId jobId, JobType type, int attempt, string code, TimeSpan delay);

    [LoggerMessage(EventIds.JobFailed, LogLevel.Error, "{JobId} ({Type}) failed for good in attempt {Attempt} with {Code}")]
    private partial void LogJobFailed(Exception? exception, JobId jobId, JobType type, int attempt, string code);

    [LoggerMessage(EventIds.JobCancelled, LogLevel.Information, "{JobId} ({Type}) stopped, because it was cancelled: {Reason}")]
    private partial void LogCancelled(JobId jobId, JobType type, string reason);

    [LoggerMessage(EventIds.HandlerLeaks, LogLevel.Error,
        "The handler of {JobId} ({Type}) ignores its token, which fired for {CancellationReason}, and was given up. It may run on in "
        + "this process; make it observe its CancellationToken")]
    private partial void LogLeaks(JobId jobId, JobType type, CancellationReason? cancellationReason);

    [LoggerMessage(EventIds.CompletionUnanswered, LogLevel.Warning,
        "The store has not answered the completion of {JobId} ({Type}) when its token fired for {CancellationReason}. The attempt is given "
        + "up here; its handler waits, as only the answer tells whether the job is complete")]
    private partial void LogUnanswered(JobId jobId, JobType type, CancellationReason? cancellationReason);

    [LoggerMessage(EventIds.LeakedHandlerEnded, LogLevel.Information, "The handler of {JobId}, which was given up, has ended after all")]
    private partial void LogLeakEnded(JobId jobId);

    [LoggerMessage(EventIds.ThrewAfterCompletion, LogLevel.Warning,
        "The handler of {JobId} ({Type}) threw after it had completed the job; the job stays complete")]
    private partial void LogThrewAfterCompletion(Exception exception, JobId jobId, JobType type);

    [LoggerMessage(EventIds.ScopeThrew, LogLevel.Warning, "Disposing of the services of {JobId} threw")]
    private partial void LogScopeThrew(Exception exception, JobId jobId);

    [LoggerMessage(EventIds.SoloUnrecorded, LogLevel.Error, "The ending of {JobId}, which ran alone, could not be recorded")]
    private partial void LogUnrecorded(Exception exception, JobId jobId);
}
