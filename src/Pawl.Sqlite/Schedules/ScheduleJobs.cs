using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Jobs;
using Pawl.Sqlite.Writing;
using Pawl.Storage;

namespace Pawl.Sqlite.Schedules;

/// <summary>Which jobs are of a schedule, as long as they live. Finishing a job does not look here: what has finished is forgotten
/// when its schedule is written, and readers pass over it.</summary>
internal static class ScheduleJobs
{
    private static readonly SqlFile InsertScheduleJob = SqlFile.Load("Schedules/InsertScheduleJob.sql");
    private static readonly SqlFile DeleteScheduleJobs = SqlFile.Load("Schedules/DeleteScheduleJobs.sql");
    private static readonly SqlFile DeleteFinishedScheduleJobs = SqlFile.Load("Schedules/DeleteFinishedScheduleJobs.sql");
    private static readonly SqlFile SelectLiveScheduleJobs = SqlFile.Load("Schedules/SelectLiveScheduleJobs.sql");

    /// <summary>Stores a job, and notes whose it is.</summary>
    public static void Add(WriteTransaction transaction, string schedule, NewJob job)
    {
        JobInsertion.Insert(transaction, [job]);
        transaction[InsertScheduleJob].Bind(1, schedule).Bind(2, job.Id.Value).Execute();
    }

    public static void ForgetFinished(WriteTransaction transaction, string schedule) =>
        transaction[DeleteFinishedScheduleJobs].Bind(1, schedule).Execute();

    public static void ForgetAll(WriteTransaction transaction, string schedule) =>
        transaction[DeleteScheduleJobs].Bind(1, schedule).Execute();

    public static List<JobId> ReadLive(PreparedConnection connection, string schedule)
    {
        var jobs = new List<JobId>();
        Statement select = connection[SelectLiveScheduleJobs].Bind(1, schedule).Bind(2, ScheduleLimits.LiveJobs);
        while (select.Step())
        {
            jobs.Add(new JobId(select.GetInt64(0)));
        }

        return jobs;
    }
}
