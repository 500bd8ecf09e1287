using Npgsql;
using Pawl.PostgreSql.Connections;
using Pawl.Storage;

namespace Pawl.PostgreSql.Jobs;

internal sealed class PostgreSqlJobQueries(StoreAccess store) : IJobQueries
{
    private static readonly SqlFile FindLiveJobs = SqlFile.Load("Jobs/FindLiveJobs.sql");
    private static readonly SqlFile FindFinishedJobs = SqlFile.Load("Jobs/FindFinishedJobs.sql");
    private static readonly SqlFile SelectCounters = SqlFile.Load("Counters/SelectCounters.sql");

    public async ValueTask<IReadOnlyList<Job?>> FindAsync(IReadOnlyList<JobId> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return await store.Database.ReadAsync(FindAllAsync, ids, cancellationToken);
    }

    public ValueTask<JobPage> ListAsync(JobQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, JobLimits.PageSize, nameof(query));
        return store.Database.ReadMuchAsync(JobLists.ReadAsync, query, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<JobCount>> CountAsync(CancellationToken cancellationToken)
    {
        List<JobCount> counts = await store.Database.ReadMuchAsync(
            static (connection, _, cancellationToken) => connection.ReadAllAsync(
                SelectCounters,
                static row => new JobCount(row.GetString(0), row.GetString(1), Enum.Parse<JobState>(row.GetString(2)), row.GetInt64(3)),
                cancellationToken),
            0,
            cancellationToken);
        return [.. counts.OrderBy(count => count.Queue).ThenBy(count => count.Type).ThenBy(count => count.State)];
    }

    private static async ValueTask<Job?[]> FindAllAsync(
        NpgsqlConnection connection, IReadOnlyList<JobId> ids, CancellationToken cancellationToken)
    {
        long[] numbers = [.. ids.Select(id => id.Value)];

        // One snapshot, so that a job that finishes meanwhile is seen in one of the two places.
        await using NpgsqlTransaction snapshot = await connection.BeginTransactionAsync(
            System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        List<Job> jobs = await connection.ReadAllAsync(FindLiveJobs, JobRow.ReadWithDetails, cancellationToken, Value.All(numbers));
        if (jobs.Count < numbers.Length)
        {
            jobs.AddRange(await connection.ReadAllAsync(
                FindFinishedJobs, JobRow.ReadWithDetails, cancellationToken, Value.All(numbers)));
        }

        var known = jobs.ToDictionary(job => job.Id);
        return [.. ids.Select(id => known.GetValueOrDefault(id))];
    }
}
