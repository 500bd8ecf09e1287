using Pawl.ReferenceModel.Tables;
using Pawl.Storage;

namespace Pawl.ReferenceModel;

/// <content>What workers ask for.</content>
public sealed partial class ReferenceStore : IJobLeases
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LeasedJob>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) =>
        Run(() => Claim(request), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CompletionResult>> CompleteAsync(
        IReadOnlyList<Completion> completions, CancellationToken cancellationToken) =>
        RunEach(completions, Complete, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<bool>> UpdateAsync(
        IReadOnlyList<LeaseUpdate> updates, CancellationToken cancellationToken) =>
        RunEach(updates, Update, cancellationToken);

    private IReadOnlyList<LeasedJob> Claim(ClaimRequest request)
    {
        if (workers.Find(request.Worker) is not { IsClosed: false } worker || !worker.IsLive(now)
            || pausedQueues.Find(request.Queue) is not null)
        {
            return [];
        }

        (List<JobRow> taken, List<JobRow> orphans) = Select(request);
        foreach (JobRow orphan in orphans)
        {
            Move(orphan with { State = JobState.Waiting, WaitingReason = WaitingReason.NoHandler });
        }

        return [.. taken.Select(job => Start(job, request.Worker))];
    }

    private (List<JobRow> Taken, List<JobRow> Orphans) Select(ClaimRequest request)
    {
        int most = request.FreeSlots + request.Prefetch;
        List<JobRow> taken = [];
        List<JobRow> orphans = [];
        foreach (JobRow job in jobs.Claimable(request.Queue))
        {
            if (taken.Count == most)
            {
                break;
            }

            if (!request.Types.Contains(job.Type))
            {
                if (!HasLiveHandler(job.Type))
                {
                    orphans.Add(job);
                }
            }
            else if (!JobBudgets.IsLastChance(job.Crashes))
            {
                // What crashed a worker may start at once, but is never prefetched.
                if (job.Crashes == 0 || taken.Count < request.FreeSlots)
                {
                    taken.Add(job);
                }
            }
            else if (taken.Count == 0 && request.FreeSlots > 0)
            {
                taken.Add(job);
                break;
            }
        }

        return (taken, orphans);
    }

    private LeasedJob Start(JobRow job, WorkerIdentity worker)
    {
        JobRow started = job with
        {
            State = JobState.Running,
            StartedAt = now,
            Token = new FencingToken(job.Token.Value + 1),
            Worker = worker,
        };
        Move(started);
        return started.ToLeasedJob();
    }

    private CompletionResult Complete(Completion completion)
    {
        if (Held(completion.Lease) is not { } job)
        {
            return new CompletionResult(CompletionStatus.LeaseLost);
        }

        int mark = journal.Mark;
        try
        {
            if (completion.Work is { } work)
            {
                Lend(work);
            }
        }
        catch (Exception exception)
        {
            journal.RollBackTo(mark);
            return new CompletionResult(CompletionStatus.WorkFailed, exception);
        }

        Move(Ended(job, completion.Outcome));
        return new CompletionResult(CompletionStatus.Recorded);
    }

    private bool Update(LeaseUpdate update)
    {
        if (Held(update.Lease) is not { } job)
        {
            return false;
        }

        jobs.Note(job with
        {
            Checkpoint = update.Checkpoint is { } bytes ? Copy(bytes) : job.Checkpoint,
            Progress = update.Progress ?? job.Progress,
        });
        return true;
    }

    /// <summary>The job, if it runs under exactly this lease. A worker that was not reaped yet still holds its jobs.</summary>
    private JobRow? Held(Lease lease) =>
        jobs.Find(lease.Job) is { State: JobState.Running } job && job.Token == lease.Token && job.Worker == lease.Worker
            ? job
            : null;

    private JobRow Ended(JobRow job, JobOutcome outcome)
    {
        JobRow ended = outcome switch
        {
            JobOutcome.Succeeded success => job with
            {
                State = JobState.Succeeded,
                EndedAttempts = job.ThisAttempt,
                Result = success.Result.IsEmpty ? default(ReadOnlyMemory<byte>?) : Copy(success.Result),
            },
            JobOutcome.Failed failed => job.WithFailure(now, FailureKind.Attempt, failed.Error) with
            {
                State = JobState.Failed,
                EndedAttempts = job.ThisAttempt,
            },
            JobOutcome.Retry retry => job.WithFailure(now, FailureKind.Attempt, retry.Error) with
            {
                State = JobState.Retrying,
                EndedAttempts = job.ThisAttempt,
                RunAt = Up(now + retry.Delay),
            },
            JobOutcome.Snoozed snoozed => job with { State = JobState.Scheduled, RunAt = Up(now + snoozed.Delay) },
            JobOutcome.Cancelled cancelled => job with
            {
                State = JobState.Cancelled,
                EndedAttempts = job.ThisAttempt,
                CancelReason = job.CancelReason ?? cancelled.Reason,
            },
            JobOutcome.Interrupted => Interrupted(job),
            JobOutcome.Released => job with { State = JobState.Queued },
            _ => throw new InvalidOperationException($"The reference store does not know the outcome {outcome}."),
        };
        return Settled(job.IsCancelRequested && !ended.State.IsFinished()
            ? ended with { State = JobState.Cancelled, RunAt = job.RunAt }
            : ended);
    }

    private JobRow Interrupted(JobRow job)
    {
        JobState next = JobBudgets.AfterInterruption(job.Interruptions + 1, job.IsCancelRequested);
        JobError error = next == JobState.Failed
            ? new JobError(JobErrorCodes.InterruptedTooOften, "Shutdowns interrupted the job as often as is allowed.")
            : new JobError(JobErrorCodes.Interrupted, "The worker shut down before the handler was done.");
        return job.WithFailure(now, FailureKind.Interruption, error) with
        {
            State = next,
            Interruptions = job.Interruptions + 1,
        };
    }

    private JobRow Crashed(JobRow job)
    {
        JobState next = JobBudgets.AfterCrash(job.Crashes + 1, job.IsCancelRequested);
        JobError error = next == JobState.Failed
            ? new JobError(JobErrorCodes.KillsItsWorker, "The job lost its lease as often as is allowed.")
            : new JobError(JobErrorCodes.LeaseLost, "The worker died, or did not renew its lease in time.");
        return Settled(job.WithFailure(now, FailureKind.Crash, error) with { State = next, Crashes = job.Crashes + 1 });
    }

    /// <summary>A job that nobody holds any more.</summary>
    private JobRow Settled(JobRow job) =>
        job with { Worker = null, FinishedAt = job.State.IsFinished() ? now : null };
}
