using Npgsql;
using Pawl.PostgreSql.Connections;
using Pawl.Relational;
using Pawl.Storage;

namespace Pawl.PostgreSql.Jobs;

/// <summary>New jobs as the arrays that InsertJobs.sql takes, one array a column.</summary>
internal static class NewJobColumns
{
    public static NpgsqlParameter[] Of(IReadOnlyList<NewJob> jobs) =>
    [
        Value.All(Each(jobs, static job => job.Id.Value)),
        Value.All(Each(jobs, static job => job.Queue.Value)),
        Value.All(Each(jobs, static job => job.Type.Value)),
        Value.All(Each(jobs, static job => job.Priority)),
        Value.All(Each(jobs, static job => job.Due.Instant is { } instant ? RoundUp(instant) : default(DateTime?))),
        Value.All(Each(jobs, static job => job.Due.Delay is { } delay ? RoundUp(delay) : default(TimeSpan?))),
        Value.All(Each(jobs, static job => Instant.ToSeconds(job.Retention))),
        Value.All(Each(jobs, static job => Instant.ToSeconds(job.FailedRetention))),
        Value.All(Each(jobs, static job => job.Timeout is { } timeout ? Instant.ToMicroseconds(timeout) : default(long?))),
        Value.All(Each(jobs, static job => job.Unique?.Key.Value)),
        Value.All(Each(jobs, static job => job.IdempotencyKey?.Value)),
        Value.All(Each(jobs, static job => StoredJson.Retry(job.Retry))),
        Value.All(Each(jobs, static job => StoredJson.Tags(job.Tags))),
        Value.All(Each(jobs, static job => StoredJson.Metadata(job.Metadata))),
        Value.All(Each(jobs, static job => (byte[]?)job.Payload.ToArray())),
    ];

    private static T[] Each<T>(IReadOnlyList<NewJob> jobs, Func<NewJob, T> read)
    {
        var column = new T[jobs.Count];
        for (int i = 0; i < column.Length; i++)
        {
            column[i] = read(jobs[i]);
        }

        return column;
    }

    // Never early: the server counts in microseconds.
    private static DateTime RoundUp(DateTimeOffset instant) =>
        Value.Time(Instant.ToMicrosecondsUp(instant - DateTimeOffset.UnixEpoch));

    private static TimeSpan RoundUp(TimeSpan delay) => Instant.SpanFromMicroseconds(Instant.ToMicrosecondsUp(delay));
}
