using Microsoft.Extensions.Logging.Abstractions;
using Pawl.Sqlite.Tests.Files;
using Pawl.Sqlite.Writing;
using Pawl.Storage;
using Pawl.Storage.Contract;

namespace Pawl.Sqlite.Tests;

/// <summary>SQLite on a file, with its writer's thread, as a store under test.</summary>
public class SqliteFixture : StoreFixture
{
    // Queued jobs are counted where claims find them, with their times; any that are missing there, or too many, show.
    private const string Recount = """
        SELECT queue, type, state, count(*)
        FROM (
            SELECT queue, type, state FROM live_job WHERE state <> 'Queued'
            UNION ALL
            SELECT ready.queue, coalesce(type, 'missing'), 'Queued'
            FROM ready
            LEFT JOIN job ON (job.id, job.queue, job.priority, job.run_at) = (ready.job, ready.queue, ready.priority, ready.run_at)
            UNION ALL
            SELECT queue, type, state FROM archive
        )
        GROUP BY queue, type, state
        """;

    private readonly TemporaryFolder folder = new();
    private readonly SqliteStore store;

    public SqliteFixture()
        : this(dataSource: null, WriterMode.Thread)
    {
    }

    private protected SqliteFixture(string? dataSource, WriterMode mode) => store = new SqliteStore(
        new SqliteOptions { ConnectionString = $"Data Source={dataSource ?? folder.File("pawl.db")}" },
        Clock,
        NullLogger.Instance,
        mode);

    public override IJobStore Jobs => store.Jobs;

    public override IJobLeases Leases => store.Leases;

    public override IJobMaintenance Maintenance => store.Maintenance;

    public override IClusterStore Cluster => store.Cluster;

    public override IJobQueries Queries => store.Queries;

    public override IQueueStore Queues => store.Queues;

    public override IScheduleStore Schedules => store.Schedules;

    public override IWakeups Wakeups => store.Wakeups;

    public override IStoreLifecycle Lifecycle => store.Lifecycle;

    public override bool IsDatabase => true;

    public override ValueTask OpenAsync() => store.Lifecycle.OpenAsync(CancellationToken.None);

    public override ValueTask CloseAsync() => store.Lifecycle.CloseAsync();

    public override async ValueTask<IReadOnlyList<JobCount>> RecountAsync()
    {
        var counts = new List<JobCount>();
        await store.Jobs.TransactAsync(
            transaction =>
            {
                using var command = transaction.Connection.CreateCommand();
                command.CommandText = Recount;
                using var reader = command.ExecuteReader();
                while (reader.Read())
                {
                    counts.Add(new JobCount(
                        reader.GetString(0), reader.GetString(1), Enum.Parse<JobState>(reader.GetString(2)), reader.GetInt64(3)));
                }
            },
            CancellationToken.None);
        return [.. counts.OrderBy(count => count.Queue).ThenBy(count => count.Type).ThenBy(count => count.State)];
    }

    /// <summary>Changes the schema behind the store's back.</summary>
    public async Task ChangeAsync(string sql) => await store.Jobs.TransactAsync(
        transaction =>
        {
            using var command = transaction.Connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        },
        CancellationToken.None);

    public override async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
