using System.Diagnostics;
using Pawl.Storage;

namespace Pawl.Relational;

/// <summary>What becomes of a job when an attempt has ended: decided here, once for all stores; written by each.</summary>
internal readonly record struct JobEnding
{
    public required JobState State { get; init; }

    /// <summary>Attempts that ended by themselves, this one included.</summary>
    public required int Attempt { get; init; }

    public required int Crashes { get; init; }

    public required int Interruptions { get; init; }

    /// <summary>When it is due again, counted from now; null leaves its time as it is.</summary>
    public TimeSpan? Delay { get; init; }

    public string? CancelReason { get; init; }

    public ReadOnlyMemory<byte>? Result { get; init; }

    /// <summary>What is added to the job's failures.</summary>
    public (int Attempt, FailureKind Kind, JobError Error)? Failure { get; init; }

    /// <summary>What an attempt's own outcome makes of its job. Cancellation that was requested wins over everything but
    /// success and failure.</summary>
    public static JobEnding Of(in LiveJob job, JobOutcome outcome)
    {
        JobEnding ended = Unchanged(job) with { Attempt = job.Attempt + 1 };
        return outcome switch
        {
            JobOutcome.Succeeded succeeded => ended with
            {
                State = JobState.Succeeded,
                Result = succeeded.Result.IsEmpty ? default(ReadOnlyMemory<byte>?) : succeeded.Result,
            },
            JobOutcome.Failed failed => ended with
            {
                State = JobState.Failed,
                Failure = (ended.Attempt, FailureKind.Attempt, failed.Error),
            },
            JobOutcome.Cancelled cancelled => ended with
            {
                State = JobState.Cancelled,
                CancelReason = job.CancelReason ?? cancelled.Reason,
            },
            JobOutcome.Retry retry => ended with
            {
                State = job.CancelReason is null ? JobState.Retrying : JobState.Cancelled,
                Delay = retry.Delay,
                Failure = (ended.Attempt, FailureKind.Attempt, retry.Error),
            },
            JobOutcome.Interrupted => OfInterruption(job),
            JobOutcome.Snoozed or JobOutcome.Released when job.CancelReason is not null =>
                Unchanged(job) with { State = JobState.Cancelled },
            JobOutcome.Snoozed snoozed => Unchanged(job) with { State = JobState.Scheduled, Delay = snoozed.Delay },
            JobOutcome.Released => Unchanged(job) with { State = JobState.Queued },
            _ => throw new UnreachableException($"Nobody ends an attempt as {outcome}."),
        };
    }

    /// <summary>What a lost lease makes of its job.</summary>
    public static JobEnding OfCrash(in LiveJob job)
    {
        int crashes = job.Crashes + 1;
        JobState next = JobBudgets.AfterCrash(crashes, job.CancelReason is not null);
        JobError error = next == JobState.Failed
            ? new JobError(JobErrorCodes.KillsItsWorker, $"Its worker lost the lease {crashes} times: the job kills its worker.")
            : new JobError("pawl.lease_lost", "The worker stopped renewing its lease: its process died or hung.");
        return Unchanged(job) with
        {
            State = next,
            Crashes = crashes,
            Failure = (job.Attempt + 1, FailureKind.Crash, error),
        };
    }

    private static JobEnding OfInterruption(in LiveJob job)
    {
        int interruptions = job.Interruptions + 1;
        JobState next = JobBudgets.AfterInterruption(interruptions, job.CancelReason is not null);
        JobError error = next == JobState.Failed
            ? new JobError(JobErrorCodes.InterruptedTooOften, $"Shutdowns ended {interruptions} attempts.")
            : new JobError("pawl.interrupted", "The worker shut down before the handler was done.");
        return Unchanged(job) with
        {
            State = next,
            Interruptions = interruptions,
            Failure = (job.Attempt + 1, FailureKind.Interruption, error),
        };
    }

    private static JobEnding Unchanged(in LiveJob job) => new()
    {
        State = JobState.Running,
        Attempt = job.Attempt,
        Crashes = job.Crashes,
        Interruptions = job.Interruptions,
        CancelReason = job.CancelReason,
    };
}
