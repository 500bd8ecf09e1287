using Pawl.PostgreSql.Connections;
using Pawl.Relational;
using Pawl.Storage;

namespace Pawl.PostgreSql.Jobs;

/// <summary>The few ways in which a stored job changes its state, so that row, counters and hints never disagree. The caller holds
/// the lease or, if the job does not run, the job.</summary>
internal static class JobChanges
{
    private static readonly SqlFile ArchiveJob = SqlFile.Load("Jobs/ArchiveJob.sql");
    private static readonly SqlFile DeleteJob = SqlFile.Load("Jobs/DeleteJob.sql");
    private static readonly SqlFile RequeueJob = SqlFile.Load("Jobs/RequeueJob.sql");
    private static readonly SqlFile DeleteLease = SqlFile.Load("Jobs/DeleteLease.sql");
    private static readonly SqlFile MoveJob = SqlFile.Load("Jobs/MoveJob.sql");
    private static readonly SqlFile InsertReadyJob = SqlFile.Load("Jobs/InsertReadyJob.sql");

    private static readonly string[] StateNames = Enum.GetNames<JobState>();

    /// <summary>Ends an attempt.</summary>
    public static void End(Transaction transaction, in RunningJob running, in JobEnding ending)
    {
        LiveJob job = running.Job;
        string? failures = ending.Failure is { } failure
            ? StoredJson.AddFailure(
                running.Failures,
                new JobFailure(Instant.FromMicroseconds(transaction.Now), failure.Attempt, failure.Kind, failure.Error))
            : null;
        LiveJob ended = job with { Attempt = ending.Attempt, Crashes = ending.Crashes, Interruptions = ending.Interruptions };
        if (ending.State.IsFinished())
        {
            Finish(transaction, ended, ending.State, ending.CancelReason, ending.Result, failures);
        }
        else
        {
            long runAt = ending.Delay is { } delay ? Instant.DueAt(JobDue.After(delay), transaction.Now) : job.RunAt;
            Requeue(transaction, ended, ending.State, runAt, failures);
        }
    }

    /// <summary>Ends a job for good: into the archive, or, when it is not to be kept, away.</summary>
    public static void Finish(
        Transaction transaction,
        in LiveJob job,
        JobState state,
        string? cancelReason,
        ReadOnlyMemory<byte>? result = null,
        string? failures = null)
    {
        long retentionSeconds = state == JobState.Failed ? job.FailedRetentionSeconds : job.RetentionSeconds;
        if (retentionSeconds > 0)
        {
            transaction.Finishing.Add(job.Id);
            transaction.Write(
                ArchiveJob,
                rows: 1,
                Value.Of(job.Id),
                Value.Of(StateNames[(int)state]),
                Value.Of(job.Attempt),
                Value.Of(job.Crashes),
                Value.Of(job.Interruptions),
                Value.At(transaction.Now),
                Value.At(transaction.Now + (retentionSeconds * 1_000_000)),
                Value.Of(cancelReason),
                Value.Of(result),
                Value.Of(failures));
            transaction.Count(job.Queue, job.Type, job.State, state);
        }
        else
        {
            JobTransitions.Require(job.State, state);
            transaction.Count(job.Queue, job.Type, job.State, -1);
        }

        Delete(transaction, job.Id, job.State);
    }

    /// <summary>Deletes a live job, and its lease. One that is queued has been taken out of the queue.</summary>
    public static void Delete(Transaction transaction, long id, JobState state)
    {
        if (state == JobState.Running)
        {
            transaction.Write(DeleteLease, rows: 1, Value.Of(id));
        }

        transaction.Write(DeleteJob, rows: 1, Value.Of(id));
    }

    /// <summary>Moves a job that does not run. One that was queued has been taken out of the queue.</summary>
    public static void Move(Transaction transaction, in LiveJob job, JobState state, long runAt)
    {
        transaction.Write(MoveJob, rows: 1, Value.Of(job.Id), Value.Of(StateNames[(int)state]), Value.At(runAt));
        transaction.Count(job.Queue, job.Type, job.State, state);
        Rest(transaction, job, state);
    }

    /// <summary>Lets a queued job be claimed.</summary>
    public static void MakeReady(Transaction transaction, long id, string queue)
    {
        transaction.Write(InsertReadyJob, rows: 1, Value.Of(id));
        transaction.WakeAfterCommit(WakeupKind.JobsQueued, queue);
    }

    private static void Requeue(Transaction transaction, in LiveJob job, JobState state, long runAt, string? failures)
    {
        transaction.Write(
            RequeueJob,
            rows: 1,
            Value.Of(job.Id),
            Value.Of(StateNames[(int)state]),
            Value.At(runAt),
            Value.Of(job.Attempt),
            Value.Of(job.Crashes),
            Value.Of(job.Interruptions),
            Value.Of(failures));
        transaction.Write(DeleteLease, rows: 1, Value.Of(job.Id));
        transaction.Count(job.Queue, job.Type, JobState.Running, state);
        Rest(transaction, job, state);
    }

    private static void Rest(Transaction transaction, in LiveJob job, JobState state)
    {
        if (state == JobState.Queued)
        {
            MakeReady(transaction, job.Id, job.Queue);
        }
        else
        {
            transaction.WakeAfterCommit(WakeupKind.JobsScheduled);
        }
    }
}
