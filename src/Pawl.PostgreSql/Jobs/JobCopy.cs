using Npgsql;
using NpgsqlTypes;
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
        await using (NpgsqlBinaryImporter rows = await transaction.Connection.BeginBinaryImportAsync(CopyJobs.Text))
        {
            foreach (NewJob job in jobs)
            {
                await WriteJobAsync(rows, job, Instant.DueAt(job.Due, transaction.Now), transaction.Now);
            }

            await rows.CompleteAsync();
        }

        await using (NpgsqlBinaryImporter rows = await transaction.Connection.BeginBinaryImportAsync(CopyReadyJobs.Text))
        {
            foreach (NewJob job in jobs)
            {
                if (IsDue(job, transaction))
                {
                    await WriteReadyAsync(rows, job, transaction.Now);
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

    private static async ValueTask WriteJobAsync(NpgsqlBinaryImporter rows, NewJob job, long dueAt, long now)
    {
        await rows.StartRowAsync();
        await rows.WriteAsync(job.Id.Value, NpgsqlDbType.Bigint);
        await rows.WriteAsync(job.Queue.Value, NpgsqlDbType.Text);
        await rows.WriteAsync(job.Type.Value, NpgsqlDbType.Text);
        await rows.WriteAsync(dueAt <= now ? nameof(JobState.Queued) : nameof(JobState.Scheduled), NpgsqlDbType.Text);
        await rows.WriteAsync(job.Priority, NpgsqlDbType.Integer);
        await rows.WriteAsync(Value.Time(dueAt), NpgsqlDbType.TimestampTz);
        await rows.WriteAsync(Value.Time(now), NpgsqlDbType.TimestampTz);
        await rows.WriteAsync(0, NpgsqlDbType.Integer);
        await rows.WriteAsync(0, NpgsqlDbType.Integer);
        await rows.WriteAsync(0, NpgsqlDbType.Integer);
        await rows.WriteAsync(0L, NpgsqlDbType.Bigint);
        await rows.WriteAsync(Instant.ToSeconds(job.Retention), NpgsqlDbType.Bigint);
        await rows.WriteAsync(Instant.ToSeconds(job.FailedRetention), NpgsqlDbType.Bigint);
        if (job.Timeout is { } timeout)
        {
            await rows.WriteAsync(Instant.ToMicroseconds(timeout), NpgsqlDbType.Bigint);
        }
        else
        {
            await rows.WriteNullAsync();
        }

        await WriteTextAsync(rows, StoredJson.Retry(job.Retry));
        await WriteTextAsync(rows, StoredJson.Tags(job.Tags));
        await WriteTextAsync(rows, StoredJson.Metadata(job.Metadata));
        await rows.WriteAsync(job.Payload, NpgsqlDbType.Bytea);
    }

    private static async ValueTask WriteReadyAsync(NpgsqlBinaryImporter rows, NewJob job, long now)
    {
        await rows.StartRowAsync();
        await rows.WriteAsync(job.Queue.Value, NpgsqlDbType.Text);
        await rows.WriteAsync(job.Priority, NpgsqlDbType.Integer);
        await rows.WriteAsync(Value.Time(now), NpgsqlDbType.TimestampTz);
        await rows.WriteAsync(job.Id.Value, NpgsqlDbType.Bigint);
        await rows.WriteAsync(job.Type.Value, NpgsqlDbType.Text);
        await rows.WriteAsync(0, NpgsqlDbType.Integer);
    }

    private static Task WriteTextAsync(NpgsqlBinaryImporter rows, string? text) =>
        text is null ? rows.WriteNullAsync() : rows.WriteAsync(text, NpgsqlDbType.Text);
}
