using System.Data.Common;
using Pawl.PowerCuts.Judging;
using Pawl.ReferenceModel.Chance;
using Pawl.ReferenceModel.Time;
using Pawl.Sqlite;
using Pawl.Storage;

namespace Pawl.PowerCuts.Work;

/// <summary>Chooses calls by chance: everything that a client, a worker or a duty asks of a store. Each call says what its answer
/// promises.</summary>
internal sealed partial class Workload(SeededEntropy chance, ManualClock clock, Payloads payloads, Action<Call> onAnswer)
{
    private const int Many = 100;
    private const int PlentyOfJobs = 24;
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(40);
    private static readonly QueueName[] Queues = ["main", "side"];
    private static readonly JobType[] Types = ["work", "mail"];
    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly List<long> jobs = [];
    private readonly List<Lease> leases = [];
    private readonly HashSet<long> unkept = [];
    private readonly HashSet<long> cancelling = [];
    private readonly List<WorkerIdentity> workers = [];
    private NodeMembership? node;
    private long lastJob = 1_000;
    private long lastWorker;
    private int lastCall;
    private bool hasTables;
    private bool isPaused;

    /// <summary>What a process does first: it makes its own tables, joins, and adds its workers.</summary>
    public IEnumerable<(Call Call, Func<Task> Start)> Begin(SqliteStore store)
    {
        leases.Clear();
        workers.Clear();
        node = null;
        yield return CreateTables(store);
        yield return Join(store);
    }

    /// <summary>Chooses the next call.</summary>
    public (Call Call, Func<Task> Start) Next(SqliteStore store)
    {
        if (!hasTables)
        {
            return CreateTables(store);
        }

        if (node is not { } member)
        {
            return Join(store);
        }

        if (workers.Count < Queues.Length)
        {
            return AddWorker(store, member);
        }

        int draw = chance.Next(0, 100);
        bool isCrowded = jobs.Count > PlentyOfJobs;
        return draw switch
        {
            < 18 when !isCrowded => Enqueue(store, 1),
            < 26 when !isCrowded => Enqueue(store, chance.Next(2, 9)),
            < 33 when !isCrowded => Transact(store),
            < 52 => Claim(store),
            < 76 => Complete(store),
            < 79 => Update(store),
            < 82 => Change(store, "cancel", Cancel),
            < 85 => Change(store, "retry", Retry),
            < 87 => Change(store, "delete", Delete),
            < 89 => Change(store, "reschedule", Reschedule),
            < 92 => Promote(store),
            < 93 => Reap(store),
            < 96 => Prune(store),
            < 98 => Heartbeat(store, member),
            < 99 => Pause(store),
            _ => Resume(store),
        };
    }

    private (Call Call, Func<Task> Start) New(string name, Func<Call, ValueTask> body, CallKind kind = CallKind.None)
    {
        var call = new Call(++lastCall, name, kind) { OnAnswer = onAnswer };
        return (call, () => call.RunAsync(body));
    }

    private (Call Call, Func<Task> Start) CreateTables(SqliteStore store) => New("create tables", async call =>
    {
        await store.Jobs.TransactAsync(
            transaction => Run(
                transaction.Connection,
                "CREATE TABLE IF NOT EXISTS effect (job INTEGER, token INTEGER, PRIMARY KEY (job, token)); "
                + "CREATE TABLE IF NOT EXISTS marker (number INTEGER PRIMARY KEY)"),
            Never);
        hasTables = true;
    });

    private static void Run(DbConnection connection, string sql)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class OwnException : Exception;
}
