using Npgsql;
using Pawl.PostgreSql.Jobs;
using Pawl.Storage;

namespace Pawl.PostgreSql.Connections;

/// <summary>An open transaction: its statements, what it must count, and whom it wakes. Writes are gathered and sent together, before
/// the next read or the commit.</summary>
internal sealed class Transaction(NpgsqlConnection connection, TransactionKind kind, SentIds sent)
{
    private static readonly SqlFile BeginTransaction = SqlFile.Load("Store/BeginTransaction.sql");
    private static readonly SqlFile SelectClock = SqlFile.Load("Store/SelectClock.sql");
    private static readonly SqlFile InsertCounterChanges = SqlFile.Load("Counters/InsertCounterChanges.sql");

    private readonly CounterChanges counters = new();
    private readonly HashSet<Wakeup> wakeups = [];
    private readonly List<(NpgsqlBatchCommand Command, int? Rows)> pending = [];
    private long? now;

    public NpgsqlConnection Connection => connection;

    /// <summary>The store's time when the transaction began; known after its first statement.</summary>
    public long Now => now ?? throw new InvalidOperationException("The time was asked for before the transaction began.");

    /// <summary>Which ids this process has sent.</summary>
    public SentIds Sent => sent;

    /// <summary>The jobs that the transaction moves to the archive, whose partition may have to be made first.</summary>
    public List<long> Finishing { get; } = [];

    /// <summary>Whether application code runs now. It is synchronous, so statements within it are, too; all others are not, for a
    /// thread that waits for the server is one fewer for everybody, heartbeats included.</summary>
    public bool IsBlocking { get; set; }

    /// <summary>Whether rows were stored that may turn out to be there.</summary>
    public bool HasCopied { get; set; }

    public IReadOnlyCollection<Wakeup> Wakeups => wakeups;

    public void Count(string queue, string type, JobState state, long change) => counters.Add(queue, type, state, change);

    /// <exception cref="InvariantException">The state machine does not allow the change.</exception>
    public void Count(string queue, string type, JobState from, JobState to, long jobs = 1)
    {
        JobTransitions.Require(from, to);
        counters.Add(queue, type, from, -jobs);
        counters.Add(queue, type, to, jobs);
    }

    public void WakeAfterCommit(WakeupKind wakeup, QueueName queue = default) => wakeups.Add(new Wakeup(wakeup, queue));

    /// <summary>Gathers a write.</summary>
    /// <param name="file">The statement.</param>
    /// <param name="rows">How many rows it must change; null when any number will do.</param>
    /// <param name="values">Its parameters.</param>
    public void Write(SqlFile file, int? rows, params NpgsqlParameter[] values) => pending.Add((Command(file, values), rows));

    /// <summary>Sends a write now.</summary>
    /// <returns>How many rows it has changed.</returns>
    public async ValueTask<int> WriteNowAsync(SqlFile file, params NpgsqlParameter[] values)
    {
        NpgsqlBatchCommand command = Command(file, values);
        await using NpgsqlDataReader reader = await SendAsync([command]);
        return (int)command.RecordsAffected;
    }

    /// <summary>Runs a script.</summary>
    public async ValueTask<bool> RunAsync(string script)
    {
        await using var command = new NpgsqlCommand(script, connection);
        await command.ExecuteNonQueryAsync();
        return true;
    }

    /// <summary>Marks a place to go back to.</summary>
    public async ValueTask SaveAsync(string name)
    {
        await FlushAsync();
        await using NpgsqlDataReader reader = await SendAsync(new NpgsqlBatchCommand($"SAVEPOINT {name}"));
    }

    /// <summary>Goes back to a place: what was written since is undone. Wake-ups stay, for they are only hints.</summary>
    public async ValueTask UndoAsync(string name)
    {
        counters.Take();
        pending.Clear();
        await using NpgsqlDataReader reader = await SendAsync(new NpgsqlBatchCommand($"ROLLBACK TO SAVEPOINT {name}"));
    }

    /// <summary>Reads the time, if nothing has been sent yet.</summary>
    public async ValueTask BeginAsync()
    {
        if (now is null)
        {
            await using NpgsqlDataReader reader = await SendAsync([]);
        }
    }

    /// <summary>Reads all rows of a statement.</summary>
    public async ValueTask<List<T>> ReadAsync<T>(SqlFile file, Func<NpgsqlDataReader, T> read, params NpgsqlParameter[] values)
    {
        await using NpgsqlDataReader reader = await SendAsync([Command(file, values)]);
        return await ReadRowsAsync(reader, read);
    }

    /// <summary>Reads the rows of one result.</summary>
    public async ValueTask<List<T>> ReadRowsAsync<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read)
    {
        var rows = new List<T>();
        while (await NextRowAsync(reader))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Sends statements in one go, after what was gathered.</summary>
    /// <returns>A reader that stands at the first statement's result.</returns>
    public async ValueTask<NpgsqlDataReader> SendAsync(params IReadOnlyList<NpgsqlBatchCommand> commands)
    {
        await FlushAsync();
        NpgsqlBatchCommand[] all = now is null
            ? [Command(kind == TransactionKind.Own ? BeginTransaction : SelectClock), .. commands]
            : [.. commands];
        NpgsqlDataReader reader = await ExecuteAsync(all);
        if (now is null)
        {
            try
            {
                Invariant.Require(await NextRowAsync(reader), "The store did not tell its time.");
                now = reader.GetInstant(0);
                await NextResultAsync(reader);
            }
            catch (Exception)
            {
                await reader.DisposeAsync();
                throw;
            }
        }

        return reader;
    }

    public async ValueTask<bool> NextResultAsync(NpgsqlDataReader reader) =>
        IsBlocking ? reader.NextResult() : await reader.NextResultAsync();

    /// <summary>Sends what was gathered, counters included.</summary>
    /// <exception cref="InvariantException">A statement changed another number of rows than it must.</exception>
    public async ValueTask FlushAsync()
    {
        if (counters.Take() is { } changes)
        {
            Write(InsertCounterChanges, rows: null, changes);
        }

        if (pending.Count == 0)
        {
            return;
        }

        (NpgsqlBatchCommand Command, int? Rows)[] writes = [.. pending];
        pending.Clear();
        await using NpgsqlDataReader reader = await ExecuteAsync([.. writes.Select(write => write.Command)]);
        while (await NextResultAsync(reader))
        {
        }

        foreach ((NpgsqlBatchCommand command, int? rows) in writes)
        {
            Invariant.Require(rows is null || (int)command.RecordsAffected == rows,
                $"A statement changed {command.RecordsAffected} rows and not {rows}: {command.CommandText}");
        }
    }

    public static NpgsqlBatchCommand Command(SqlFile file, params NpgsqlParameter[] values)
    {
        var command = new NpgsqlBatchCommand(file.Text);
        foreach (NpgsqlParameter value in values)
        {
            command.Parameters.Add(value);
        }

        return command;
    }

    private async ValueTask<bool> NextRowAsync(NpgsqlDataReader reader) =>
        IsBlocking ? reader.Read() : await reader.ReadAsync();

    private async ValueTask<NpgsqlDataReader> ExecuteAsync(IReadOnlyList<NpgsqlBatchCommand> commands)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (NpgsqlBatchCommand command in commands)
        {
            batch.BatchCommands.Add(command);
        }

        return IsBlocking ? batch.ExecuteReader() : await batch.ExecuteReaderAsync();
    }
}
