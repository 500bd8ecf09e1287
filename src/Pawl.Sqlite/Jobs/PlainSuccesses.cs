using Pawl.Relational;
using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Writing;

namespace Pawl.Sqlite.Jobs;

/// <summary>The most common ending, success without a result: gathered over a batch, and written in a few statements for each run
/// of ids instead of for each job, which is what lets the writer keep up with handlers that do nothing (bench, drain).</summary>
internal sealed class PlainSuccesses(WriteTransaction transaction, int capacity)
{
    private static readonly SqlFile ArchiveSucceededJobs = SqlFile.Load("Jobs/ArchiveSucceededJobs.sql");
    private static readonly SqlFile DeleteLeases = SqlFile.Load("Jobs/DeleteLeases.sql");
    private static readonly SqlFile DeleteJobs = SqlFile.Load("Jobs/DeleteJobs.sql");

    private readonly IdRuns archived = new(capacity);
    private readonly IdRuns deleted = new(capacity);

    public void Add(in LiveJob job)
    {
        deleted.Add(job.Id);
        if (job.RetentionSeconds > 0)
        {
            archived.Add(job.Id);
            transaction.Count(job.Queue, job.Type, JobState.Running, JobState.Succeeded);
        }
        else
        {
            JobTransitions.Require(JobState.Running, JobState.Succeeded);
            transaction.Count(job.Queue, job.Type, JobState.Running, -1);
        }
    }

    public void Write()
    {
        foreach (IdRuns.Run run in archived.All())
        {
            int copies = transaction[ArchiveSucceededJobs].Bind(1, run.First).Bind(2, run.Last).Bind(3, transaction.Now).Execute();
            Invariant.Require(copies == run.Count, "Succeeded jobs were not archived exactly once each.");
        }

        foreach (IdRuns.Run run in deleted.All())
        {
            int ended = transaction[DeleteLeases].Bind(1, run.First).Bind(2, run.Last).Execute();
            int gone = transaction[DeleteJobs].Bind(1, run.First).Bind(2, run.Last).Execute();
            Invariant.Require(ended == run.Count && gone == run.Count, "Succeeded jobs were not deleted exactly once each.");
        }
    }
}
