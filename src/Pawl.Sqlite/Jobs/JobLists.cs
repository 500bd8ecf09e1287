using Pawl.Sqlite.Connections;

namespace Pawl.Sqlite.Jobs;

/// <summary>Lists jobs by descending id, from the live and the finished ones at once, looking at a bounded number of rows
/// of each.</summary>
internal static class JobLists
{
    /// <summary>The most rows of one table that a page looks at: some milliseconds, whatever the filter.</summary>
    private const int MostRows = 20_000;

    private static readonly Source Live = new("Live");
    private static readonly Source Finished = new("Finished");
    private static readonly Source Failed = new("Failed");

    public static JobPage Read(PreparedConnection connection, JobQuery query)
    {
        var jobs = new List<Job>();

        // A source that stopped early may have unseen jobs below its stop, so the page ends at the highest stop.
        long stop = 0;
        foreach (Source source in SourcesOf(query.State))
        {
            stop = Math.Max(stop, source.Read(connection, query, jobs) ?? 0);
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
        public long? Read(PreparedConnection connection, JobQuery query, List<Job> jobs)
        {
            long below = query.Before?.Value ?? long.MaxValue;
            int found = 0;
            Statement select = connection[list]
                .Bind(1, below).Bind(2, query.State?.ToString()).Bind(3, query.Queue?.Value).Bind(4, query.Type?.Value)
                .Bind(5, query.Tag).Bind(6, query.Limit + 1).Bind(7, MostRows);
            while (select.Step())
            {
                found++;
                if (found > query.Limit)
                {
                    select.Reset();
                    return jobs[^1].Id.Value;
                }

                jobs.Add(JobRow.Read(select));
            }

            return connection[lowest].Bind(1, below).Bind(2, MostRows).ReadNumber();
        }
    }
}
