using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Writing;

namespace Pawl.Sqlite.Jobs;

/// <summary>The jobs that claims may take. What one transaction adds is gathered, and written when it is looked for, or at the
/// end.</summary>
internal sealed class ReadyJobs(WriteTransaction transaction)
{
    private static readonly SqlFile InsertReadyJobs = SqlFile.Load("Jobs/InsertReadyJobs.sql");
    private static readonly SqlFile DeleteReadyJob = SqlFile.Load("Jobs/DeleteReadyJob.sql");
    private static readonly SqlFile DeleteReadyJobs = SqlFile.Load("Jobs/DeleteReadyJobs.sql");
    private static readonly SqlFile SelectClaimableJobs = SqlFile.Load("Jobs/SelectClaimableJobs.sql");

    private readonly IdRuns added = new();

    /// <summary>Adds a job that is stored as queued.</summary>
    public void Add(long id) => added.Add(id);

    /// <summary>Takes a job out, before its row changes.</summary>
    public void Remove(long id)
    {
        Flush();
        Invariant.Require(transaction[DeleteReadyJob].Bind(1, id).Execute() == 1, "A queued job was not ready.");
    }

    /// <summary>Takes jobs of a queue out.</summary>
    public void Remove(string queue, ReadyRuns leaving)
    {
        foreach (ReadyRuns.Run run in leaving.All)
        {
            int removed = transaction[DeleteReadyJobs]
                .BindName(1, queue)
                .Bind(2, run.First.Priority).Bind(3, run.First.RunAt).Bind(4, run.First.Job)
                .Bind(5, run.Last.Priority).Bind(6, run.Last.RunAt).Bind(7, run.Last.Job)
                .Execute();
            Invariant.Require(removed == run.Count, "Ready jobs were not taken exactly once each.");
        }
    }

    /// <summary>Begins to read a queue in the order of claims.</summary>
    public Statement Read(string queue)
    {
        Flush();
        return transaction[SelectClaimableJobs].BindName(1, queue);
    }

    /// <summary>Writes what was added.</summary>
    public void Flush()
    {
        foreach (IdRuns.Run run in added.All())
        {
            int written = transaction[InsertReadyJobs].Bind(1, run.First).Bind(2, run.Last).Execute();
            Invariant.Require(written == run.Count, "Queued jobs were not made ready exactly once each.");
        }

        Clear();
    }

    /// <summary>Forgets what was added and not written.</summary>
    public void Clear() => added.Clear();
}
