using Pawl.PostgreSql.Connections;

namespace Pawl.PostgreSql.Jobs;

/// <summary>What ties a job to the schedule that it is of, as long as it lives.</summary>
internal static class ScheduleLink
{
    private static readonly SqlFile RaiseRevision = SqlFile.Load("Schedules/RaiseRevision.sql");
    private static readonly SqlFile InsertScheduleJobs = SqlFile.Load("Schedules/InsertScheduleJobs.sql");

    /// <summary>Ties a job that lives again; whoever decides a tick just now looks again. A schedule that is gone has no jobs.</summary>
    public static async ValueTask RestoreAsync(Transaction transaction, string schedule, long job)
    {
        if (await transaction.WriteNowAsync(RaiseRevision, Value.Of(schedule), Value.Of(1)) == 1)
        {
            transaction.Write(InsertScheduleJobs, rows: null, Value.All([schedule]), Value.All([job]));
        }
    }
}
