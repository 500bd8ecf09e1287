using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Pawl.PostgreSql.Tests.Databases;
using Pawl.Storage;
using Pawl.Storage.Contract;

namespace Pawl.PostgreSql.Tests;

/// <summary>PostgreSQL as a store under test, on a database whose clock the test owns.</summary>
public sealed class PostgreSqlFixture : StoreFixture
{
    // Queued jobs are counted where claims find them, with their times; any that are missing there, or too many, show.
    private const string Recount = """
        SELECT queue, type, state, count(*)
        FROM (
            SELECT queue, type, state FROM pawl.live_job WHERE state <> 'Queued'
            UNION ALL
            SELECT ready.queue, coalesce(job.type, 'missing'), 'Queued'
            FROM pawl.ready
            LEFT JOIN pawl.job
            ON (job.id, job.queue, job.priority, job.run_at, job.type, job.crashes)
                = (ready.job, ready.queue, ready.priority, ready.run_at, ready.type, ready.crashes)
            UNION ALL
            SELECT queue, type, state FROM pawl.archive
        ) AS stored
        GROUP BY queue, type, state
        """;

    private TestDatabase? database;
    private PostgreSqlStore? store;

    public override IJobStore Jobs => Store.Jobs;

    public override IJobLeases Leases => Store.Leases;

    public override IJobMaintenance Maintenance => Store.Maintenance;

    public override IClusterStore Cluster => Store.Cluster;

    public override IJobQueries Queries => Store.Queries;

    public override IQueueStore Queues => Store.Queues;

    public override IScheduleStore Schedules => Store.Schedules;

    public override IWakeups Wakeups => Store.Wakeups;

    public override IStoreLifecycle Lifecycle => Store.Lifecycle;

    public override bool IsDatabase => true;

    public IEnlistment Enlistment => Store.Enlistment;

    /// <summary>One number belongs to the database, where <c>pawl.enqueue</c> makes ids.</summary>
    public override int MostNodes => IdGenerator.Generators - 1;

    private PostgreSqlStore Store => store ?? throw new InvalidOperationException("The store has not been opened.");

    public override async ValueTask OpenAsync()
    {
        if (database is null)
        {
            database = await TestDatabase.RentAsync(Clock);
            store = Create();
        }

        await Store.Lifecycle.OpenAsync(CancellationToken.None);
    }

    /// <summary>A connection of an application's own.</summary>
    public async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(database?.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>The same database as another process has it.</summary>
    public async Task<PostgreSqlStore> OpenSecondAsync()
    {
        PostgreSqlStore second = Create();
        await second.Lifecycle.OpenAsync(CancellationToken.None);
        return second;
    }

    /// <summary>Sets the server's clock back behind that of the test, until that one moves.</summary>
    public void StepClockBack(TimeSpan by) => database?.StepBack(by);

    public override ValueTask CloseAsync() => Store.Lifecycle.CloseAsync();

    public override async ValueTask<IReadOnlyList<JobCount>> RecountAsync()
    {
        var counts = new List<JobCount>();
        await using NpgsqlConnection connection = await ConnectAsync();
        await using var command = new NpgsqlCommand(Recount, connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            counts.Add(new JobCount(
                reader.GetString(0), reader.GetString(1), Enum.Parse<JobState>(reader.GetString(2)), reader.GetInt64(3)));
        }

        return [.. counts.OrderBy(count => count.Queue).ThenBy(count => count.Type).ThenBy(count => count.State)];
    }

    public override async ValueTask DisposeAsync()
    {
        if (store is not null)
        {
            await store.DisposeAsync();
        }

        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }

    private PostgreSqlStore Create() => new(
        new PostgreSqlOptions { ConnectionString = database?.ConnectionString ?? "", Notify = false },
        Entropy,
        TimeProvider.System,
        NullLogger<PostgreSqlStore>.Instance);
}
