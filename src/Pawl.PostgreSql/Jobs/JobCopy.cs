using Pawl.PostgreSql.Connections;
using Pawl.Relational;
using Pawl.Storage;

namespace Pawl.PostgreSql.Jobs;

/// <summary>Stores many new jobs by COPY, which costs the server half of what an INSERT does. For jobs without keys whose ids are new
/// beyond doubt: a COPY cannot pass over a row.</summary>
internal static class JobCopy
{
    private static readonly SqlFile CopyJobs = SqlFile.Load("Jobs/CopyJobs.sql");
    private static readonly SqlFile CopyReadyJobs = SqlFile.Load("Jobs/CopyReadyJobs.sql");

    public static async ValueTask StoreAsync(Transaction transaction, IReadOnlyList<NewJob> jobs)
    {
        await transaction.BeginAsync();
        transaction.HasCopied = true;
        await using (CopyRows rows = await CopyRows.BeginAsync(transaction.Connection, CopyJobs, columns: 18))
        {
            foreach (NewJob job in jobs)
            {
                WriteJob(rows, job, Instant.DueAt(job.Due, transaction.Now), transaction.Now);
                await rows.EndRowAsync();
            }

            await rows.CompleteAsync();
        }

        await using (CopyRows rows = await CopyRows.BeginAsync(transaction.Connection, CopyReadyJobs, columns: 6))
        {
            foreach (NewJob job in jobs)
            {
                if (IsDue(job, transaction))
                {
                    WriteReady(rows, job, transaction.Now);
                    await rows.EndRowAsync();
                }
            }

            await rows.CompleteAsync();
        }

        foreach (var kind in jobs.CountBy(job => (job.Queue, job.Type, IsDue: IsDue(job, transaction))))
        {
            (QueueName queue, JobType type, bool isDue) = kind.Key;
            transaction.Count(queue.Value, type.Value, isDue ? JobState.Queued : JobState.Scheduled, kind.Value);
            transaction.WakeAfterCommit(isDue ? WakeupKind.JobsQueued : WakeupKind.JobsScheduled, isDue ? queue : default);
        }
    }

    private static bool IsDue(NewJob job, Transaction transaction) => Instant.DueAt(job.Due, transaction.Now) <= transaction.Now;

    private static void WriteJob(CopyRows rows, NewJob job, long dueAt, long now)
    {
        rows.BeginRow();
        rows.Write(job.Id.Value);
        rows.Write(job.Queue.Value);
        rows.Write(job.Type.Value);
        rows.Write(dueAt <= now ? nameof(JobState.Queued) : nameof(JobState.Scheduled));
        rows.Write(job.Priority);
        rows.WriteTime(dueAt);
        rows.WriteTime(now);
        rows.Write(0);
        rows.Write(0);
        rows.Write(0);
        rows.Write(0L);
        rows.Write(Instant.ToSeconds(job.Retention));
        rows.Write(Instant.ToSeconds(job.FailedRetention));
        rows.Write(job.Timeout is { } timeout ? Instant.ToMicroseconds(timeout) : null);
        rows.Write(StoredJson.Retry(job.Retry));
        rows.Write(StoredJson.Tags(job.Tags));
        rows.Write(StoredJson.Metadata(job.Metadata));
        rows.Write(job.Payload.Span);
    }

    private static void WriteReady(CopyRows rows, NewJob job, long now)
    {
        rows.BeginRow();
        rows.Write(job.Queue.Value);
        rows.Write(job.Priority);
        rows.WriteTime(now);
        rows.Write(job.Id.Value);
        rows.Write(job.Type.Value);
        rows.Write(0);
    }
}
