using Pawl.Relational;
using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Writing;

namespace Pawl.Sqlite.Jobs;

/// <summary>The most common ending, success without a result: gathered over a batch, and archived in one statement instead of
/// one for each job, which is what lets the writer keep up with handlers that do nothing (bench, drain).</summary>
internal sealed class PlainSuccesses(WriteTransaction transaction)
{
    private static readonly SqlFile ArchiveSucceededJobs = SqlFile.Load("Jobs/ArchiveSucceededJobs.sql");

    private readonly IdList archived = new();
    private readonly List<long> deleted = [];

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
        if (archived.Count > 0)
        {
            int copies = transaction[ArchiveSucceededJobs].Bind(1, archived).Bind(2, transaction.Now).Execute();
            Invariant.Require(copies == archived.Count, "Succeeded jobs were not archived exactly once each.");
        }

        foreach (long id in deleted)
        {
            JobChanges.Delete(transaction, id, JobState.Running);
        }
    }
}
