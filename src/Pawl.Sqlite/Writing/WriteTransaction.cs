using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Jobs;
using Pawl.Storage;

namespace Pawl.Sqlite.Writing;

/// <summary>The open transaction of the writer, as the commands in it see it.</summary>
internal sealed class WriteTransaction
{
    private readonly StoreClock clock;
    private readonly CounterDeltas counters = new();
    private readonly HashSet<Wakeup> wakeups = [];
    private WakeupKind lastKind;
    private string? lastQueue;
    private bool isDurable = true;

    public WriteTransaction(PreparedConnection connection, StoreClock clock)
    {
        this.clock = clock;
        Connection = connection;
        Ready = new ReadyJobs(this);
        Now = clock.Now();
    }

    /// <summary>The connection that the transaction is open on.</summary>
    public PreparedConnection Connection { get; }

    /// <summary>The jobs that claims may take.</summary>
    public ReadyJobs Ready { get; }

    /// <summary>The instant of the transaction, in microseconds since 1970 UTC: one for all that is in it.</summary>
    public long Now { get; private set; }

    /// <summary>How many jobs were touched; a measure of how long the transaction has become.</summary>
    public int Touched { get; set; }

    /// <summary>The highest job id that was ever seen here, stored or not: one above it is surely new.</summary>
    public long HighestJobId { get; set; }

    public Statement this[SqlFile file] => Connection[file];

    public void Count(string queue, string type, JobState state, long change) => counters.Add(queue, type, state, change);

    /// <summary>Records that a job changed its state, after the state machine has agreed.</summary>
    public void Count(string queue, string type, JobState from, JobState to)
    {
        JobTransitions.Require(from, to);
        counters.Add(queue, type, from, -1);
        counters.Add(queue, type, to, 1);
    }

    /// <summary>Sends a hint after the commit.</summary>
    public void WakeAfterCommit(WakeupKind kind, string? queue = null)
    {
        // A batch names the same queue again and again: told by reference, without hashing.
        if (wakeups.Count == 0 || kind != lastKind || !ReferenceEquals(queue, lastQueue))
        {
            (lastKind, lastQueue) = (kind, queue);
            wakeups.Add(new Wakeup(kind, queue is null ? default : new QueueName(queue)));
        }
    }

    /// <summary>Runs a part that may fail without undoing the rest.</summary>
    public void RunSavepoint(Action part)
    {
        Flush();
        Connection.Run("SAVEPOINT part");
        try
        {
            part();
            Flush();
            Connection.Run("RELEASE part");
        }
        catch (Exception)
        {
            // When the error ended the whole transaction there is no savepoint left to go back to.
            if (IsOpen)
            {
                Clear();
                Connection.Run("ROLLBACK TO part; RELEASE part");
            }

            throw;
        }
    }

    /// <summary>Whether SQLite still has the transaction open; some errors end it.</summary>
    public bool IsOpen => SQLitePCL.raw.sqlite3_get_autocommit(Connection.Database) == 0;

    /// <param name="durable">Whether the commit is to be on the disk when it returns. Without, it is in the log's file, and
    /// the next durable commit takes it to the disk.</param>
    public void Begin(bool durable)
    {
        if (durable != isDurable)
        {
            Connection.Run(durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            isDurable = durable;
        }

        Clear();
        wakeups.Clear();
        Touched = 0;
        Now = clock.Now();
        Connection.Run("BEGIN IMMEDIATE");
    }

    public void Commit()
    {
        Flush();
        Connection.Run("COMMIT");
    }

    public void Rollback()
    {
        if (IsOpen)
        {
            Connection.Run("ROLLBACK");
        }
    }

    public IReadOnlyCollection<Wakeup> Wakeups => wakeups;

    private void Flush()
    {
        counters.Flush(Connection);
        Ready.Flush();
    }

    private void Clear()
    {
        counters.Clear();
        Ready.Clear();
    }
}
