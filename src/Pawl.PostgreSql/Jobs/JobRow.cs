using Npgsql;
using Pawl.PostgreSql.Connections;
using Pawl.Relational;

namespace Pawl.PostgreSql.Jobs;

/// <summary>Reads a job from a row of the Find… and List… statements, which all return the same columns.</summary>
internal static class JobRow
{
    public static Job Read(NpgsqlDataReader row)
    {
        JobState state = Enum.Parse<JobState>(row.GetString(3));
        return new Job
        {
            Id = new JobId(row.GetInt64(0)),
            Queue = row.GetString(1),
            Type = row.GetString(2),
            State = state,
            Priority = row.GetInt32(4),
            RunAt = row.GetTime(5),
            EnqueuedAt = row.GetTime(6),
            StartedAt = row.GetNullableTime(7),
            Attempt = row.GetInt32(8) + (state == JobState.Running ? 1 : 0),
            Crashes = row.GetInt32(9),
            Interruptions = row.GetInt32(10),
            Token = new FencingToken(row.GetInt64(11)),
            CancelReason = row.GetText(12),
            Progress = StoredJson.ReadProgress(row.GetText(13)),
            UniqueKey = row.GetText(14) is { } unique ? new UniqueKey(unique) : default(UniqueKey?),
            IdempotencyKey = row.GetText(15) is { } idempotency ? new IdempotencyKey(idempotency) : default(IdempotencyKey?),
            Tags = StoredJson.ReadTags(row.GetText(16)),
            Worker = row.GetNullableInt64(17) is { } worker ? new WorkerId(worker) : null,
            WaitingReason = row.GetText(18) is { } reason ? Enum.Parse<WaitingReason>(reason) : null,
            FinishedAt = row.GetNullableTime(19),
        };
    }

    public static Job ReadWithDetails(NpgsqlDataReader row) => Read(row) with
    {
        Details = new JobDetails
        {
            Timeout = row.GetNullableInt64(20) is { } timeout ? Instant.SpanFromMicroseconds(timeout) : null,
            Retry = StoredJson.ReadRetry(row.GetText(21)),
            Metadata = StoredJson.ReadMetadata(row.GetText(22)),
            Payload = row.GetFieldValue<byte[]>(23),
            Result = row.GetBlob(24),
            Checkpoint = row.GetBlob(25),
            Failures = StoredJson.ReadFailures(row.GetText(26)),
        },
    };
}
