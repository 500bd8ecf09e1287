using System.Threading.Channels;
using Pawl.Sqlite.Connections;
using Pawl.Storage;
using SQLitePCL;

namespace Pawl.Sqlite.Writing;

/// <summary>Commits whatever is waiting as one transaction. Nobody waits for a timer: while a commit is under way, the
/// next group gathers by itself.</summary>
internal sealed class GroupCommitWriter
{
    /// <summary>How many commands may wait; beyond it callers wait to be let in.</summary>
    private const int Capacity = 4_096;

    /// <summary>A transaction that has touched this many jobs is committed before it takes another command, so that a
    /// heartbeat never waits behind more than a few milliseconds of work.</summary>
    private const int LongestTransaction = 4_000;

    private readonly WriteTransaction transaction;
    private readonly LogKeeper log;
    private readonly Action<IReadOnlyCollection<Wakeup>> publish;
    private readonly TaskCompletionSource<StoreException> failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<WriteCommand> group = [];

    // Synchronous continuations, because the only reader is a thread of its own that sleeps on the channel: it is to be
    // woken by the caller, and not by way of a thread pool that user code may have filled.
    private readonly Channel<WriteCommand> commands = Channel.CreateBounded<WriteCommand>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, AllowSynchronousContinuations = true });

    public GroupCommitWriter(
        PreparedConnection connection,
        StoreClock clock,
        long highestJobId,
        LogKeeper log,
        WriterMode mode,
        Action<IReadOnlyCollection<Wakeup>> publish)
    {
        Mode = mode;
        Clock = clock;
        this.log = log;
        this.publish = publish;
        transaction = new WriteTransaction(connection, clock) { HighestJobId = highestJobId };
    }

    /// <summary>Who runs the writer.</summary>
    public WriterMode Mode { get; }

    /// <summary>The store's time, for those who read beside the writer.</summary>
    public StoreClock Clock { get; }

    /// <summary>Completes with the reason when the writer has stopped itself.</summary>
    public Task<StoreException> Failed => failed.Task;

    /// <summary>How many transactions were committed since the store was opened.</summary>
    public long Commits { get; private set; }

    /// <summary>Writes, and returns when it is durable.</summary>
    /// <param name="body">What to write. It must be able to run again: a transaction that fails is undone and repeated
    /// command by command.</param>
    /// <param name="state">What the body needs.</param>
    /// <param name="cancellationToken">Ends the wait, as long as the command has not begun.</param>
    public ValueTask<TResult> ExecuteAsync<TState, TResult>(
        Func<WriteTransaction, TState, TResult> body, TState state, CancellationToken cancellationToken) =>
        ExecuteAsync(new WriteCommand<TState, TResult>(body, state, isDurable: true), cancellationToken);

    /// <summary>Writes, and returns when it will survive the process, but not yet a power cut. For claims: after a power cut
    /// their worker is dead, and the job is as if it had not been claimed (docs/decisions/0004-claims-are-not-synced.md).</summary>
    /// <param name="body">What to write; it must be able to run again.</param>
    /// <param name="state">What the body needs.</param>
    /// <param name="cancellationToken">Ends the wait, as long as the command has not begun.</param>
    public ValueTask<TResult> ExecuteUnsyncedAsync<TState, TResult>(
        Func<WriteTransaction, TState, TResult> body, TState state, CancellationToken cancellationToken) =>
        ExecuteAsync(new WriteCommand<TState, TResult>(body, state, isDurable: false), cancellationToken);

    /// <summary>Takes no more commands; those that wait are still written.</summary>
    public void Complete() => commands.Writer.TryComplete();

    /// <summary>Writes until <see cref="Complete"/> was called and nothing waits. Runs on a thread of its own.</summary>
    public void Run()
    {
        while (commands.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            CommitWaiting();
        }
    }

    private async ValueTask<TResult> ExecuteAsync<TState, TResult>(
        WriteCommand<TState, TResult> command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!commands.Writer.TryWrite(command))
        {
            try
            {
                await commands.Writer.WriteAsync(command, cancellationToken);
            }
            catch (ChannelClosedException)
            {
                throw new StoreUnavailableException("The store is closed, so nothing was written. Open it first.");
            }
        }

        if (cancellationToken.CanBeCanceled)
        {
            command.CancelWith(cancellationToken);
        }

        if (Mode == WriterMode.Inline)
        {
            CommitWaiting();
        }

        return await command.Task;
    }

    /// <summary>Commits what is waiting, as one group. Called by who runs the writer, and nobody else.</summary>
    /// <returns>Whether anything was waiting.</returns>
    public bool CommitWaiting()
    {
        group.Clear();
        WriteCommand? first = NextCommand();
        if (first is null)
        {
            return false;
        }

        if (failed.Task.IsCompletedSuccessfully)
        {
            first.Fail(Stopped());
        }
        else
        {
            CommitGroupOf(first);
        }

        return true;
    }

    private void CommitGroupOf(WriteCommand first)
    {
        try
        {
            // It joins the group before anything can fail, or nobody would answer its caller.
            group.Add(first);
            transaction.Begin(first.IsDurable);
            first.Run(transaction);
            while (NextCommandOfGroup(first.IsDurable) is { } next)
            {
                group.Add(next);
                next.Run(transaction);
            }
        }
        catch (Exception exception)
        {
            AfterFailedStatement(exception);
            return;
        }

        CommitGroup();
    }

    /// <summary>What joins the open transaction. A durable command never joins one that is not: it would be answered too
    /// early.</summary>
    private WriteCommand? NextCommandOfGroup(bool isDurable)
    {
        while (transaction.Touched < LongestTransaction
            && commands.Reader.TryPeek(out WriteCommand? next)
            && (isDurable || !next.IsDurable)
            && commands.Reader.TryRead(out WriteCommand? command))
        {
            if (command.TryBegin())
            {
                return command;
            }
        }

        return null;
    }

    private WriteCommand? NextCommand()
    {
        while (commands.Reader.TryRead(out WriteCommand? command))
        {
            if (command.TryBegin())
            {
                return command;
            }
        }

        return null;
    }

    private void CommitGroup()
    {
        try
        {
            transaction.Commit();
            Commits++;
        }
        catch (Exception exception)
        {
            AfterFailedCommit(exception);
            return;
        }

        if (log.HasLostFile())
        {
            StopUnknown(new SqliteFailure(raw.SQLITE_READONLY_DBMOVED, "the file was deleted, moved or replaced", "COMMIT"));
            return;
        }

        Answer();
    }

    private void Answer()
    {
        // Hints first: whoever they wake has further to go than who waits for an answer.
        publish(transaction.Wakeups);
        foreach (WriteCommand command in group)
        {
            command.Succeed();
        }

        try
        {
            log.AfterCommit();
        }
        catch (SqliteFailure failure) when (failure.Kind != SqliteErrorKind.Full)
        {
            // The commits stand, but nobody can say any more what a later one would rest on.
            Stop(failure, "copying the log into the database");
        }
        catch (SqliteFailure)
        {
            // The log stays as long as it is, and the next commit tries again: perhaps there is room by then.
            return;
        }
    }

    /// <summary>Nothing of the transaction was committed. A fault of the file concerns everybody; any other only the
    /// command that met it, so the others are repeated, each alone.</summary>
    private void AfterFailedStatement(Exception exception)
    {
        transaction.Rollback();
        if (exception is SqliteFailure { Kind: not SqliteErrorKind.Statement } failure)
        {
            FailGroup(AsNotDone(failure));
            return;
        }

        if (group.Count == 1)
        {
            group[0].Fail(exception is SqliteFailure ? AsRefused(exception) : exception);
            return;
        }

        WriteCommand[] commandsOfGroup = [.. group];
        foreach (WriteCommand command in commandsOfGroup)
        {
            RunAlone(command);
        }
    }

    private void RunAlone(WriteCommand command)
    {
        group.Clear();
        group.Add(command);
        if (failed.Task.IsCompletedSuccessfully)
        {
            command.Fail(Stopped());
            return;
        }

        try
        {
            transaction.Begin(command.IsDurable);
            command.Run(transaction);
        }
        catch (Exception exception)
        {
            AfterFailedStatement(exception);
            return;
        }

        CommitGroup();
    }

    private void AfterFailedCommit(Exception exception)
    {
        // SQLite ends the transaction by itself when it could undo it; then it surely has not happened.
        bool isUndone = exception is SqliteFailure { Kind: SqliteErrorKind.Full or SqliteErrorKind.Statement or SqliteErrorKind.ReadOnly };
        if (exception is not SqliteFailure || isUndone)
        {
            AfterFailedStatement(exception);
            return;
        }

        StopUnknown(exception);
    }

    private void StopUnknown(Exception exception)
    {
        StoreException reason = Stop(exception, "committing");
        FailGroup(new OutcomeUnknownException(
            $"{reason.Message} What was being committed has happened wholly or not at all; the store says which when it is opened again. "
            + "Repeating with the same ids or idempotency keys is safe.", exception));
    }

    private StoreException AsNotDone(SqliteFailure failure) => failure.Kind switch
    {
        SqliteErrorKind.Full => new StoreFullException(
            $"There is no room for the store: {failure.Message} Nothing was written. Free some space; the store goes on by itself.",
            failure),
        _ => Stop(failure, "writing"),
    };

    private static StoreUnavailableException AsRefused(Exception exception) =>
        new($"The store refused a statement, so nothing was written: {exception.Message}", exception);

    private StoreException Stop(Exception exception, string doing)
    {
        StoreException reason = exception is SqliteFailure { Kind: SqliteErrorKind.Corrupt }
            ? new StoreCorruptException($"The store is damaged ({exception.Message}) and stopped itself while {doing}.", exception)
            : new StoreUnavailableException(
                $"The store stopped itself while {doing}: {exception.Message} It takes no more work in this process; restart it, and look "
                + "at the disk.", exception);
        failed.TrySetResult(reason);
        return reason;
    }

    private StoreUnavailableException Stopped()
    {
        StoreException reason = failed.Task.Result;
        return new StoreUnavailableException("Nothing was written: " + reason.Message, reason);
    }

    private void FailGroup(Exception exception)
    {
        foreach (WriteCommand command in group)
        {
            command.Fail(exception);
        }
    }
}
