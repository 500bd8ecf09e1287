using Npgsql;
using Pawl.PostgreSql.Connections;

namespace Pawl.PostgreSql.Jobs;

/// <summary>Lists jobs by descending id, from the live and the finished ones at once, looking at a bounded number of rows
/// of each.</summary>
internal static class JobLists
{
    /// <summary>The most rows of one table that a page looks at: some milliseconds, whatever the filter.</summary>
    private const int MostRows = 20_000;

    private static readonly Source Live = new("Live");
    private static readonly Source Finished = new("Finished");
    private static readonly Source Failed = new("Failed");

    public static async ValueTask<JobPage> ReadAsync(
        NpgsqlConnection connection, JobQuery query, CancellationToken cancellationToken)
    {
        // One snapshot, so that a job that finishes meanwhile is seen once.
        await using NpgsqlTransaction snapshot = await connection.BeginTransactionAsync(
            System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var jobs = new List<Job>();

        // A source that stopped early may have unseen jobs below its stop, so the page ends at the highest stop.
        long stop = 0;
        foreach (Source source in SourcesOf(query.State))
        {
            stop = Math.Max(stop, await source.ReadAsync(connection, query, jobs, cancellationToken) ?? 0);
        }

        jobs.Sort(static (one, other) => other.Id.CompareTo(one.Id));
        int complete = jobs.FindLastIndex(job => job.Id.Value >= stop) + 1;
        int shown = Math.Min(query.Limit, complete);
        JobId? next = shown < complete ? jobs[shown - 1].Id
            : stop > 0 ? new JobId(stop)
            : null;
        return new JobPage(jobs[..shown], next);
    }

    private static Source[] SourcesOf(JobState? state) => state switch
    {
        null => [Live, Finished],
        JobState.Failed => [Failed],
        JobState.Succeeded or JobState.Cancelled => [Finished],
        _ => [Live],
    };

    private sealed class Source(string name)
    {
        private readonly SqlFile list = SqlFile.Load($"Jobs/List{name}Jobs.sql");
        private readonly SqlFile lowest = SqlFile.Load($"Jobs/Lowest{name}LookedAt.sql");

        /// <returns>The id at which the look stopped; null when it reached the end.</returns>
        public async ValueTask<long?> ReadAsync(
            NpgsqlConnection connection, JobQuery query, List<Job> jobs, CancellationToken cancellationToken)
        {
            long below = query.Before?.Value ?? long.MaxValue;
            List<Job> found = await connection.ReadAllAsync(
                list,
                JobRow.Read,
                cancellationToken,
                Value.Of(below),
                Value.Of(query.State?.ToString()),
                Value.Of(query.Queue?.Value),
                Value.Of(query.Type?.Value),
                Value.Of(query.Tag),
                Value.Of(query.Limit + 1),
                Value.Of(MostRows));
            jobs.AddRange(found.Take(query.Limit));
            if (found.Count > query.Limit)
            {
                return jobs[^1].Id.Value;
            }

            List<long> stopped = await connection.ReadAllAsync(
                lowest, static row => row.GetInt64(0), cancellationToken, Value.Of(below), Value.Of(MostRows));
            return stopped is [var at] ? at : null;
        }
    }
}
