namespace Pawl.ReferenceModel.Tables;

/// <summary>The idempotency keys, and when each is forgotten.</summary>
internal sealed class RequestTable(Journal journal)
    : Table<(QueueName Queue, IdempotencyKey Key), RequestRow>(journal, row => (row.Queue, row.Key))
{
    private readonly SortedSet<(DateTimeOffset ForgottenAt, JobId Job)> order = [];
    private readonly Dictionary<JobId, RequestRow> byJob = [];

    /// <summary>The rows whose window is over.</summary>
    public IEnumerable<RequestRow> Past(DateTimeOffset now) =>
        order.TakeWhile(entry => entry.ForgottenAt <= now).Select(entry => byJob[entry.Job]);

    /// <summary>Forgets the key of a job, unless another job has taken it over.</summary>
    public void Forget(JobId job)
    {
        if (byJob.TryGetValue(job, out RequestRow? row))
        {
            Delete((row.Queue, row.Key));
        }
    }

    protected override void Index(RequestRow row)
    {
        order.Add((row.ForgottenAt, row.Job));
        byJob.Add(row.Job, row);
    }

    protected override void Unindex(RequestRow row)
    {
        order.Remove((row.ForgottenAt, row.Job));
        byJob.Remove(row.Job);
    }
}
