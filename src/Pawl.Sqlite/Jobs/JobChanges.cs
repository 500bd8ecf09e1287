using Pawl.Relational;
using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Writing;
using Pawl.Storage;

namespace Pawl.Sqlite.Jobs;

/// <summary>The few ways in which a stored job changes its state, so that row, counters and hints never disagree.</summary>
internal static class JobChanges
{
    private static readonly SqlFile ArchiveJob = SqlFile.Load("Jobs/ArchiveJob.sql");
    private static readonly SqlFile DeleteJob = SqlFile.Load("Jobs/DeleteJob.sql");
    private static readonly SqlFile RequeueJob = SqlFile.Load("Jobs/RequeueJob.sql");
    private static readonly SqlFile DeleteLease = SqlFile.Load("Jobs/DeleteLease.sql");
    private static readonly SqlFile MoveJob = SqlFile.Load("Jobs/MoveJob.sql");
    private static readonly SqlFile SelectFailures = SqlFile.Load("Jobs/SelectFailures.sql");

    private static readonly string[] StateNames = Enum.GetNames<JobState>();

    /// <summary>Ends an attempt.</summary>
    public static void End(WriteTransaction transaction, in LiveJob job, in JobEnding ending)
    {
        string? failures = ending.Failure is { } failure
            ? FailuresWith(transaction, job.Id, failure.Attempt, failure.Kind, failure.Error)
            : null;
        LiveJob ended = job with { Attempt = ending.Attempt, Crashes = ending.Crashes, Interruptions = ending.Interruptions };
        if (ending.State.IsFinished())
        {
            Finish(transaction, ended, ending.State, new()
            {
                CancelReason = ending.CancelReason,
                Result = ending.Result,
                Failures = failures,
            });
        }
        else
        {
            long runAt = ending.Delay is { } delay ? Instant.DueAt(JobDue.After(delay), transaction.Now) : job.RunAt;
            Requeue(transaction, ended, ending.State, runAt, failures);
        }
    }

    /// <summary>Ends a job for good: into the archive, or, when it is not to be kept, away.</summary>
    public static void Finish(WriteTransaction transaction, in LiveJob job, JobState state, in Details details)
    {
        long retentionSeconds = state == JobState.Failed ? job.FailedRetentionSeconds : job.RetentionSeconds;
        if (retentionSeconds > 0)
        {
            int archived = transaction[ArchiveJob]
                .Bind(1, job.Id).BindName(2, StateNames[(int)state])
                .Bind(3, job.Attempt).Bind(4, job.Crashes).Bind(5, job.Interruptions)
                .Bind(6, transaction.Now).Bind(7, transaction.Now + (retentionSeconds * 1_000_000))
                .Bind(8, details.CancelReason).Bind(9, details.Result).Bind(10, details.Failures)
                .Execute();
            Invariant.Require(archived == 1, "A finished job was not archived exactly once.");
            transaction.Count(job.Queue, job.Type, job.State, state);
        }
        else
        {
            JobTransitions.Require(job.State, state);
            transaction.Count(job.Queue, job.Type, job.State, -1);
        }

        Delete(transaction, job.Id, job.State);
    }

    /// <summary>Deletes a live job, and what stands for its state beside the row.</summary>
    public static void Delete(WriteTransaction transaction, long id, JobState state)
    {
        if (state == JobState.Running)
        {
            EndLease(transaction, id);
        }
        else if (state == JobState.Queued)
        {
            transaction.Ready.Remove(id);
        }

        int deleted = transaction[DeleteJob].Bind(1, id).Execute();
        Invariant.Require(deleted == 1, "A job was not deleted exactly once.");
    }

    private static void Requeue(WriteTransaction transaction, in LiveJob job, JobState state, long runAt, string? failures)
    {
        int changed = transaction[RequeueJob]
            .Bind(1, job.Id).BindName(2, StateNames[(int)state]).Bind(3, runAt)
            .Bind(4, job.Attempt).Bind(5, job.Crashes).Bind(6, job.Interruptions).Bind(7, failures)
            .Execute();
        Invariant.Require(changed == 1, "A running job was not requeued exactly once.");
        EndLease(transaction, job.Id);
        transaction.Count(job.Queue, job.Type, JobState.Running, state);
        Rest(transaction, job, state);
    }

    /// <summary>Moves a job that does not run.</summary>
    public static void Move(WriteTransaction transaction, in LiveJob job, JobState state, long runAt)
    {
        if (job.State == JobState.Queued)
        {
            transaction.Ready.Remove(job.Id);
        }

        int changed = transaction[MoveJob].Bind(1, job.Id).BindName(2, StateNames[(int)state]).Bind(3, runAt).Execute();
        Invariant.Require(changed == 1, "A job was not moved exactly once.");
        transaction.Count(job.Queue, job.Type, job.State, state);
        Rest(transaction, job, state);
    }

    /// <summary>The failures of a live job with one more.</summary>
    private static string FailuresWith(
        WriteTransaction transaction, long id, int attempt, FailureKind kind, JobError error)
    {
        Statement select = transaction[SelectFailures].Bind(1, id);
        string? before = select.Step() ? select.GetText(0) : null;
        select.Reset();
        return StoredJson.AddFailure(
            before, new JobFailure(Instant.FromMicroseconds(transaction.Now), attempt, kind, error));
    }

    private static void EndLease(WriteTransaction transaction, long id)
    {
        int ended = transaction[DeleteLease].Bind(1, id).Execute();
        Invariant.Require(ended == 1, "A lease was not ended exactly once.");
    }

    private static void Rest(WriteTransaction transaction, in LiveJob job, JobState state)
    {
        if (state == JobState.Queued)
        {
            transaction.Ready.Add(job.Id);
            transaction.WakeAfterCommit(WakeupKind.JobsQueued, job.Queue);
        }
        else
        {
            transaction.WakeAfterCommit(WakeupKind.JobsScheduled);
        }
    }

    /// <summary>What is stored of an end besides the state.</summary>
    public readonly record struct Details
    {
        public string? CancelReason { get; init; }

        public ReadOnlyMemory<byte>? Result { get; init; }

        public string? Failures { get; init; }
    }
}
