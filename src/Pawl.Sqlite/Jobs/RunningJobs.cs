using Pawl.Relational;
using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Writing;
using Pawl.Storage;

namespace Pawl.Sqlite.Jobs;

/// <summary>The jobs that a batch of completions names, as far as they run: read at once, and each ended once.</summary>
internal sealed class RunningJobs
{
    private static readonly SqlFile SelectRunningJobs = SqlFile.Load("Jobs/SelectRunningJobs.sql");

    private readonly Dictionary<long, (FencingToken Token, WorkerId Worker, LiveJob Job)> jobs;

    private RunningJobs(int capacity) => jobs = new(capacity);

    public static RunningJobs Read(WriteTransaction transaction, IReadOnlyList<Completion> completions)
    {
        var ids = new IdRuns(completions.Count);
        for (int i = 0; i < completions.Count; i++)
        {
            ids.Add(completions[i].Lease.Job.Value);
        }

        var running = new RunningJobs(completions.Count);
        foreach (IdRuns.Run run in ids.All())
        {
            Statement select = transaction[SelectRunningJobs].Bind(1, run.First).Bind(2, run.Last);
            while (select.Step())
            {
                long id = select.GetInt64(0);
                running.jobs[id] = (new FencingToken(select.GetInt64(1)), new WorkerId(select.GetInt64(2)), ReadJob(select, id));
            }
        }

        return running;
    }

    /// <summary>Finds the job, if the lease is its current one.</summary>
    public LiveJob? Find(Lease lease) =>
        jobs.TryGetValue(lease.Job.Value, out (FencingToken Token, WorkerId Worker, LiveJob Job) running)
        && running.Token == lease.Token
        && running.Worker == lease.Worker.Id
            ? running.Job
            : null;

    /// <summary>Nobody holds the job any more.</summary>
    public void End(Lease lease) => jobs.Remove(lease.Job.Value);

    private static LiveJob ReadJob(Statement row, long id) => new()
    {
        Id = id,
        State = JobState.Running,
        Queue = row.GetName(3),
        Type = row.GetName(4),
        Attempt = row.GetInt32(5),
        Crashes = row.GetInt32(6),
        Interruptions = row.GetInt32(7),
        RetentionSeconds = row.GetInt64(8),
        FailedRetentionSeconds = row.GetInt64(9),
        RunAt = row.GetInt64(10),
        CancelReason = row.GetText(11),
    };
}
