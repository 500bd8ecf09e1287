using Npgsql;
using Pawl.PostgreSql.Connections;
using Pawl.Relational;

namespace Pawl.PostgreSql.Jobs;

/// <summary>Reads a running job from a row of SelectRunningJobs and SelectWorkerJobs, which return the same columns.</summary>
internal static class RunningJobRow
{
    public static RunningJob Read(NpgsqlDataReader row) => new(
        new FencingToken(row.GetInt64(1)),
        new WorkerId(row.GetInt64(2)),
        new LiveJob
        {
            Id = row.GetInt64(0),
            State = JobState.Running,
            Queue = row.GetString(3),
            Type = row.GetString(4),
            Attempt = row.GetInt32(5),
            Crashes = row.GetInt32(6),
            Interruptions = row.GetInt32(7),
            RetentionSeconds = row.GetInt64(8),
            FailedRetentionSeconds = row.GetInt64(9),
            RunAt = row.GetInstant(10),
            CancelReason = row.GetText(11),
        },
        row.GetText(12));
}
