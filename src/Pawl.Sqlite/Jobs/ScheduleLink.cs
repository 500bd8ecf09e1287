using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Writing;

namespace Pawl.Sqlite.Jobs;

/// <summary>What ties a job to the schedule that it is of, as long as it lives.</summary>
internal static class ScheduleLink
{
    private static readonly SqlFile RaiseRevision = SqlFile.Load("Schedules/RaiseRevision.sql");
    private static readonly SqlFile InsertScheduleJob = SqlFile.Load("Schedules/InsertScheduleJob.sql");

    /// <summary>Ties a job that lives again; whoever decides a tick just now looks again. A schedule that is gone has no jobs.</summary>
    public static void Restore(WriteTransaction transaction, string schedule, JobId job)
    {
        if (transaction[RaiseRevision].Bind(1, schedule).Bind(2, 1).Execute() == 1)
        {
            transaction[InsertScheduleJob].Bind(1, schedule).Bind(2, job.Value).Execute();
        }
    }
}
