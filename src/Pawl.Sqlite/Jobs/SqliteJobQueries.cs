using Pawl.Relational;
using Pawl.Sqlite.Connections;
using Pawl.Storage;

namespace Pawl.Sqlite.Jobs;

internal sealed class SqliteJobQueries(StoreAccess store) : IJobQueries
{
    private static readonly SqlFile FindLiveJob = SqlFile.Load("Jobs/FindLiveJob.sql");
    private static readonly SqlFile FindFinishedJob = SqlFile.Load("Jobs/FindFinishedJob.sql");
    private static readonly SqlFile SelectCounters = SqlFile.Load("Counters/SelectCounters.sql");

    public async ValueTask<IReadOnlyList<Job?>> FindAsync(IReadOnlyList<JobId> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return await store.ReadAsync(FindAll, ids, cancellationToken);
    }

    public ValueTask<JobPage> ListAsync(JobQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, JobLimits.PageSize, nameof(query));
        return store.ReadAsync(JobLists.Read, query, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<JobCount>> CountAsync(CancellationToken cancellationToken) =>
        await store.ReadAsync(static (connection, _) => Count(connection), 0, cancellationToken);

    private static Job?[] FindAll(PreparedConnection connection, IReadOnlyList<JobId> ids)
    {
        var jobs = new Job?[ids.Count];
        for (int i = 0; i < jobs.Length; i++)
        {
            jobs[i] = Find(connection[FindLiveJob], ids[i]) ?? Find(connection[FindFinishedJob], ids[i]);
        }

        return jobs;
    }

    private static Job? Find(Statement select, JobId id)
    {
        if (!select.Bind(1, id.Value).Step())
        {
            return null;
        }

        Job job = JobRow.ReadWithDetails(select);
        select.Reset();
        return job;
    }

    private static JobCount[] Count(PreparedConnection connection)
    {
        var counts = new List<JobCount>();
        Statement select = connection[SelectCounters];
        while (select.Step())
        {
            counts.Add(new JobCount(
                select.GetName(0), select.GetName(1), Enum.Parse<JobState>(select.GetName(2)), select.GetInt64(3)));
        }

        return [.. counts.OrderBy(count => count.Queue).ThenBy(count => count.Type).ThenBy(count => count.State)];
    }
}
