using Pawl.Sqlite.Cluster;
using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Writing;
using Pawl.Storage;

namespace Pawl.Sqlite.Jobs;

internal sealed class SqliteJobLeases(StoreAccess store) : IJobLeases
{
    private static readonly SqlFile UpdateRunningJob = SqlFile.Load("Jobs/UpdateRunningJob.sql");

    public async ValueTask<IReadOnlyList<LeasedJob>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await store.Writer.ExecuteUnsyncedAsync(JobClaims.Claim, request, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<CompletionResult>> CompleteAsync(
        IReadOnlyList<Completion> completions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(completions);
        return await store.Writer.ExecuteAsync(CompleteAll, completions, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<bool>> UpdateAsync(
        IReadOnlyList<LeaseUpdate> updates, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(updates);
        return await store.Writer.ExecuteAsync(UpdateAll, updates, cancellationToken);
    }

    private static CompletionResult[] CompleteAll(WriteTransaction transaction, IReadOnlyList<Completion> completions)
    {
        var known = new KnownWorkers(transaction);
        var running = RunningJobs.Read(transaction, completions);
        var successes = new PlainSuccesses(transaction, completions.Count);
        var results = new CompletionResult[completions.Count];
        for (int i = 0; i < results.Length; i++)
        {
            Completion completion = completions[i];
            if (!known.Contains(completion.Lease.Worker)
                || running.Find(completion.Lease) is not { } job)
            {
                results[i] = new CompletionResult(CompletionStatus.LeaseLost);
            }
            else if (completion is { Work: null, Outcome: JobOutcome.Succeeded { Result.IsEmpty: true } })
            {
                successes.Add(job);
                results[i] = new CompletionResult(CompletionStatus.Recorded);
            }
            else
            {
                results[i] = Complete(transaction, job, completion);
            }

            if (results[i].Status == CompletionStatus.Recorded)
            {
                running.End(completion.Lease);
            }
        }

        successes.Write();
        transaction.Touched += results.Length;
        return results;
    }

    private static CompletionResult Complete(WriteTransaction transaction, LiveJob job, in Completion completion)
    {
        if (completion.Work is not { } work)
        {
            End(transaction, job, completion.Outcome);
            return new CompletionResult(CompletionStatus.Recorded);
        }

        JobOutcome outcome = completion.Outcome;
        return StoreTransaction.Run(transaction, work, () => End(transaction, job, outcome)) is { } error
            ? new CompletionResult(CompletionStatus.WorkFailed, error.SourceException)
            : new CompletionResult(CompletionStatus.Recorded);
    }

    /// <summary>Ends an attempt. Cancellation that was requested wins over everything but success and failure.</summary>
    private static void End(WriteTransaction transaction, LiveJob job, JobOutcome outcome)
    {
        LiveJob ended = job with { Attempt = job.Attempt + 1 };
        switch (outcome)
        {
            case JobOutcome.Succeeded succeeded:
                JobChanges.Finish(transaction, ended, JobState.Succeeded, new()
                {
                    Result = succeeded.Result.IsEmpty ? default(ReadOnlyMemory<byte>?) : succeeded.Result,
                    CancelReason = job.CancelReason,
                });
                break;
            case JobOutcome.Failed failed:
                Fail(transaction, ended, FailureKind.Attempt, failed.Error);
                break;
            case JobOutcome.Cancelled cancelled:
                JobChanges.Finish(transaction, ended, JobState.Cancelled, new() { CancelReason = job.CancelReason ?? cancelled.Reason });
                break;
            case JobOutcome.Retry retry when job.CancelReason is not null:
                JobChanges.Finish(transaction, ended, JobState.Cancelled, new()
                {
                    CancelReason = job.CancelReason,
                    Failures = JobChanges.FailuresWith(transaction, job.Id, ended.Attempt, FailureKind.Attempt, retry.Error),
                });
                break;
            case JobOutcome.Retry retry:
                JobChanges.Requeue(
                    transaction, ended, JobState.Retrying, JobInsertion.DueAt(JobDue.After(retry.Delay), transaction.Now),
                    JobChanges.FailuresWith(transaction, job.Id, ended.Attempt, FailureKind.Attempt, retry.Error));
                break;
            case JobOutcome.Interrupted:
                Interrupt(transaction, job);
                break;
            case JobOutcome.Snoozed or JobOutcome.Released when job.CancelReason is not null:
                JobChanges.Finish(transaction, job, JobState.Cancelled, new() { CancelReason = job.CancelReason });
                break;
            case JobOutcome.Snoozed snoozed:
                JobChanges.Requeue(
                    transaction, job, JobState.Scheduled, JobInsertion.DueAt(JobDue.After(snoozed.Delay), transaction.Now), failures: null);
                break;
            case JobOutcome.Released:
                JobChanges.Requeue(transaction, job, JobState.Queued, job.RunAt, failures: null);
                break;
            default:
                throw new System.Diagnostics.UnreachableException($"Nobody ends an attempt as {outcome}.");
        }
    }

    private static void Interrupt(WriteTransaction transaction, LiveJob job)
    {
        LiveJob interrupted = job with { Interruptions = job.Interruptions + 1 };
        JobState next = JobBudgets.AfterInterruption(interrupted.Interruptions, job.CancelReason is not null);
        JobError error = next == JobState.Failed
            ? new JobError(JobErrorCodes.InterruptedTooOften, $"Shutdowns ended {interrupted.Interruptions} attempts.")
            : new JobError("pawl.interrupted", "The worker shut down before the handler was done.");
        if (next == JobState.Failed)
        {
            Fail(transaction, interrupted, FailureKind.Interruption, error);
            return;
        }

        string failures = JobChanges.FailuresWith(transaction, job.Id, job.Attempt + 1, FailureKind.Interruption, error);
        if (next == JobState.Cancelled)
        {
            JobChanges.Finish(transaction, interrupted, next, new() { CancelReason = job.CancelReason, Failures = failures });
        }
        else
        {
            JobChanges.Requeue(transaction, interrupted, next, job.RunAt, failures);
        }
    }

    private static void Fail(WriteTransaction transaction, LiveJob job, FailureKind kind, JobError error)
    {
        int attempt = kind == FailureKind.Attempt ? job.Attempt : job.Attempt + 1;
        JobChanges.Finish(transaction, job, JobState.Failed, new()
        {
            CancelReason = job.CancelReason,
            Failures = JobChanges.FailuresWith(transaction, job.Id, attempt, kind, error),
        });
    }

    private static bool[] UpdateAll(WriteTransaction transaction, IReadOnlyList<LeaseUpdate> updates)
    {
        var known = new KnownWorkers(transaction);
        var results = new bool[updates.Count];
        for (int i = 0; i < results.Length; i++)
        {
            LeaseUpdate update = updates[i];
            results[i] = known.Contains(update.Lease.Worker)
                && transaction[UpdateRunningJob]
                    .Bind(1, update.Lease.Job.Value).Bind(2, update.Lease.Token.Value).Bind(3, update.Lease.Worker.Id.Value)
                    .Bind(4, update.Checkpoint).Bind(5, StoredJson.Progress(update.Progress))
                    .Execute() == 1;
        }

        transaction.Touched += results.Length;
        return results;
    }
}
