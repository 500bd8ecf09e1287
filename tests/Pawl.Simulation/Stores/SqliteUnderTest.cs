using System.Data.Common;
using Microsoft.Extensions.Logging.Abstractions;
using Pawl.Checker.Histories;
using Pawl.Sqlite;
using Pawl.Sqlite.Writing;
using Pawl.Storage;

namespace Pawl.Simulation.Stores;

/// <summary>The real SQLite store, in memory, on the thread of its callers. Triggers of our own note which jobs were touched; what
/// became of them is read through the store's own queries after each call.</summary>
internal sealed class SqliteUnderTest : StoreUnderTest
{
    /// <summary>The tables that say something of a job, each with the column that names it.</summary>
    private static readonly (string Table, string Column)[] Watched = [("job", "id"), ("lease", "job"), ("archive", "id")];

    private readonly SqliteStore store;
    private readonly Dictionary<long, Job> known = [];
    private readonly Dictionary<long, UInt128> nonces = [];
    private readonly TimeSpan retention;
    private readonly Func<long> now;
    private DbConnection? connection;

    /// <param name="clock">The store's machine's clock.</param>
    /// <param name="retention">How long every job is kept.</param>
    /// <param name="now">The store's time, in microseconds.</param>
    public SqliteUnderTest(TimeProvider clock, TimeSpan retention, Func<long> now)
    {
        this.retention = retention;
        this.now = now;
        store = new SqliteStore(
            new SqliteOptions { ConnectionString = "Data Source=:memory:" }, clock, NullLogger.Instance, WriterMode.Inline);
        store.Lifecycle.OpenAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        store.Jobs.TransactAsync(Watch, CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    public override IStoreLifecycle Lifecycle => store.Lifecycle;

    public override IJobStore Jobs => store.Jobs;

    public override IJobLeases Leases => store.Leases;

    public override IJobMaintenance Maintenance => store.Maintenance;

    public override IJobQueries Queries => store.Queries;

    public override IQueueStore Queues => store.Queues;

    public override IClusterStore Cluster => store.Cluster;

    public override IScheduleStore Schedules => store.Schedules;

    public override IWakeups Wakeups => store.Wakeups;

    public override bool IsDatabase => true;

    public override void Know(WorkerIdentity worker) => nonces[worker.Id.Value] = worker.Nonce;

    public override void WriteEffect(DbConnection transaction, long job, long token)
    {
        using DbCommand command = transaction.CreateCommand();
        command.CommandText = $"INSERT INTO effect (job, token) VALUES ({job}, {token})";
        command.ExecuteNonQuery();
    }

    public override IReadOnlyDictionary<long, long> Effects()
    {
        Dictionary<long, long> effects = [];
        Read("SELECT job, token FROM effect", row => effects.Add(row.GetInt64(0), row.GetInt64(1)));
        return effects;
    }

    public override void TellChanges(IReadOnlyList<LeaseAnswer> answers)
    {
        List<JobId> touched = [];
        Read("SELECT id FROM touched ORDER BY number", row => touched.Add(new JobId(row.GetInt64(0))));
        if (touched.Count == 0)
        {
            return;
        }

        Read("DELETE FROM touched", _ => { });
        IEnumerable<JobId> claimed = By.Operation == Operations.Claim ? answers.Select(answer => new JobId(answer.Job)) : [];
        foreach (JobId[] page in claimed.Union(touched).Chunk(500))
        {
            IReadOnlyList<Job?> found = store.Queries.FindAsync(page, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            for (int i = 0; i < page.Length; i++)
            {
                Tell(page[i].Value, found[i]);
            }
        }
    }

    public override void Dispose() => store.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private void Watch(IStoreTransaction transaction)
    {
        connection = transaction.Connection;
        List<string> tables = [];
        Read("SELECT name FROM sqlite_master WHERE type = 'table'", row => tables.Add(row.GetString(0)));
        Read("CREATE TEMP TABLE touched (number INTEGER PRIMARY KEY AUTOINCREMENT, id INTEGER NOT NULL UNIQUE)", _ => { });
        Read("CREATE TABLE effect (job INTEGER PRIMARY KEY, token INTEGER NOT NULL) STRICT", _ => { });
        foreach ((string table, string column) in Watched)
        {
            if (tables.Contains(table))
            {
                Watch(table, "INSERT", "NEW." + column);
                Watch(table, "UPDATE", "NEW." + column);
                Watch(table, "DELETE", "OLD." + column);
            }
        }
    }

    private void Watch(string table, string change, string id) => Read(
        $"CREATE TEMP TRIGGER {table}_{change} AFTER {change} ON {table} BEGIN INSERT OR IGNORE INTO touched (id) VALUES ({id}); END",
        _ => { });

    private void Read(string sql, Action<DbDataReader> row)
    {
        using DbCommand command = (connection ?? throw new InvalidOperationException("The store is not watched yet.")).CreateCommand();
        command.CommandText = sql;
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            row(reader);
        }
    }

    private void Tell(long id, Job? after)
    {
        Job? before = known.GetValueOrDefault(id);
        if (after is null)
        {
            known.Remove(id);
        }
        else
        {
            known[id] = after;
        }

        bool isSame = before?.State == after?.State && before?.RunAt == after?.RunAt && before?.Token == after?.Token;
        if ((after ?? before) is not { } job || isSame)
        {
            return;
        }

        Changed(new JobChanged
        {
            At = now(),
            By = By,
            Job = id,
            From = before is null ? null : NameOf(before.State),
            To = after is null ? null : NameOf(after.State),
            Token = job.Token.Value,
            Worker = after?.Worker is { } worker ? nonces[worker.Value] : 0,
            RunAt = MicrosOf(job.RunAt),
            Queue = job.Queue.Value,
            Type = job.Type.Value,
            Priority = job.Priority,
            Attempts = job.State == JobState.Running ? job.Attempt - 1 : job.Attempt,
            Crashes = job.Crashes,
            Interruptions = job.Interruptions,
            UniqueKey = job.UniqueKey?.Value,
            PruneAt = after?.FinishedAt is { } finishedAt ? MicrosOf(finishedAt + retention) : 0,
        });
    }
}
