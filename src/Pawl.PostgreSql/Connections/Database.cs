using Npgsql;
using Pawl.PostgreSql.Jobs;
using Pawl.PostgreSql.Wakeups;
using Pawl.Storage;

namespace Pawl.PostgreSql.Connections;

/// <summary>The open database: runs transactions, again when they must be, and says honestly how each has ended.</summary>
/// <remarks>A commit is never cancelled and never timed out by the driver, which would report a success (PostgreSQL then answers a
/// warning, not an error). A connection that does not answer is broken off instead, and the outcome is unknown.</remarks>
internal sealed class Database(
    Servers servers,
    int connections,
    CommitHints hints,
    TaskCompletionSource<StoreException> failed,
    IEntropy entropy,
    TimeProvider time) : IAsyncDisposable
{
    /// <summary>What PostgreSQL warns with when a commit has ended its wait for a standby: it is in this server only.</summary>
    private const string Warning = "01000";

    private const int MostTries = 6;

    private static readonly SqlFile AddArchiveDays = SqlFile.Load("Jobs/AddArchiveDays.sql");
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);

    /// <summary>Which ids this process has sent.</summary>
    public SentIds Sent { get; } = new();

    // Who waits for a connection waits his turn; the pool would give up on him.
    private readonly SemaphoreSlim turns = new(connections);

    /// <summary>Runs statements of the store in a transaction.</summary>
    public ValueTask<TResult> TransactAsync<TState, TResult>(
        Func<Transaction, TState, ValueTask<TResult>> body, TState state, CancellationToken cancellationToken) =>
        RunAsync(TransactionKind.Own, CommitAsync, (body, state), cancellationToken);

    /// <summary>Runs application code, with statements of the store, in a transaction.</summary>
    public ValueTask<TResult> LendAsync<TState, TResult>(
        Func<Transaction, TState, ValueTask<TResult>> body, TState state, CancellationToken cancellationToken) =>
        RunAsync(TransactionKind.Lent, CommitAsync, (body, state), cancellationToken);

    /// <summary>Runs one round of statements that is a transaction of its own: one trip to the server, commit included.</summary>
    public ValueTask<TResult> ExecuteAsync<TState, TResult>(
        Func<Transaction, TState, ValueTask<TResult>> body, TState state, CancellationToken cancellationToken) =>
        RunAsync(
            TransactionKind.Own,
            static async (attempt, work) =>
            {
                attempt.IsCommitting = true;
                return await work.body(attempt.Transaction, work.state);
            },
            (body, state),
            cancellationToken);

    /// <summary>Reads what has been committed.</summary>
    public ValueTask<TResult> ReadAsync<TState, TResult>(
        Func<NpgsqlConnection, TState, CancellationToken, ValueTask<TResult>> body, TState state, CancellationToken cancellationToken) =>
        ReadAsync(
            static (servers, cancellationToken) => servers.Primary.OpenConnectionAsync(cancellationToken), body, state, cancellationToken);

    /// <summary>Reads what has been committed, and costs a server something: from a standby that has caught up, if there is one.</summary>
    public ValueTask<TResult> ReadMuchAsync<TState, TResult>(
        Func<NpgsqlConnection, TState, CancellationToken, ValueTask<TResult>> body, TState state, CancellationToken cancellationToken) =>
        ReadAsync(
            static (servers, cancellationToken) => servers.OpenForReadingAsync(cancellationToken), body, state, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await servers.DisposeAsync();
        turns.Dispose();
    }

    private async ValueTask<TResult> ReadAsync<TState, TResult>(
        Func<Servers, CancellationToken, ValueTask<NpgsqlConnection>> open,
        Func<NpgsqlConnection, TState, CancellationToken, ValueTask<TResult>> body,
        TState state,
        CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken);
        try
        {
            return await TryReadAsync(open, body, state, cancellationToken);
        }
        finally
        {
            turns.Release();
        }
    }

    private async ValueTask<TResult> TryReadAsync<TState, TResult>(
        Func<Servers, CancellationToken, ValueTask<NpgsqlConnection>> open,
        Func<NpgsqlConnection, TState, CancellationToken, ValueTask<TResult>> body,
        TState state,
        CancellationToken cancellationToken)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                await using NpgsqlConnection connection = await open(servers, cancellationToken);
                return await body(connection, state, cancellationToken);
            }
            catch (Exception exception) when (PostgreSqlErrors.Classify(exception) is { } outcome)
            {
                if (outcome is Outcome.Retry or Outcome.Broken or Outcome.Cancelled && tries < 2)
                {
                    continue;
                }

                throw Failure(outcome, isCommitting: false, exception);
            }
        }
    }

    private static async ValueTask<TResult> CommitAsync<TState, TResult>(
        Attempt attempt, (Func<Transaction, TState, ValueTask<TResult>> Body, TState State) work)
    {
        await using NpgsqlTransaction open = await attempt.Transaction.Connection.BeginTransactionAsync(CancellationToken.None);
        TResult result = await work.Body(attempt.Transaction, work.State);
        await attempt.Transaction.FlushAsync();
        attempt.IsCommitting = true;
        await open.CommitAsync(CancellationToken.None);
        return result;
    }

    private async ValueTask<TResult> RunAsync<TState, TResult>(
        TransactionKind kind,
        Func<Attempt, TState, ValueTask<TResult>> body,
        TState state,
        CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken);
        try
        {
            return await TryAsync(kind, body, state, cancellationToken);
        }
        finally
        {
            turns.Release();
        }
    }

    private async ValueTask<TResult> TryAsync<TState, TResult>(
        TransactionKind kind,
        Func<Attempt, TState, ValueTask<TResult>> body,
        TState state,
        CancellationToken cancellationToken)
    {
        for (int tries = 1; ; tries++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Attempt? attempt = null;
            try
            {
                await using NpgsqlConnection connection = await servers.Primary.OpenConnectionAsync(cancellationToken);
                attempt = new Attempt(new Transaction(connection, kind, Sent));
                connection.Notice += attempt.Hear;
                TResult result = await body(attempt, state);
                if (attempt.IsUnsure)
                {
                    throw new OutcomeUnknownException(
                        "The commit is in the primary only: its wait for a standby was ended by somebody. What was asked for is lost "
                        + "if the primary is. Asking again with the same ids is safe.");
                }

                hints.Publish(attempt.Transaction.Wakeups);
                return result;
            }
            catch (Contended) when (tries < MostTries)
            {
                // It is rolled back, and begins again.
            }
            catch (Exception exception) when (PostgreSqlErrors.Classify(exception) is { } outcome)
            {
                bool isCommitting = attempt?.IsCommitting ?? false;
                if (tries == MostTries || !await TryMendAsync(outcome, attempt, isCommitting))
                {
                    throw Failure(outcome, isCommitting, exception);
                }
            }

            await PauseAsync(tries);
        }
    }

    /// <returns>Whether the transaction may be run again: nothing of it has happened.</returns>
    private async ValueTask<bool> TryMendAsync(Outcome outcome, Attempt? attempt, bool isCommitting)
    {
        switch (outcome)
        {
            case Outcome.Retry:
            case Outcome.Cancelled when !isCommitting:
            case Outcome.Conflict when attempt?.Transaction.HasCopied ?? false:
                return true;
            case Outcome.NoPartition when attempt?.Transaction.Finishing is { Count: > 0 } finishing:
                await AddDaysAsync([.. finishing]);
                return true;
            case Outcome.Broken or Outcome.Unavailable:
                // Other connections of the pool have most likely met with the same.
                servers.Primary.Clear();
                return false;
            default:
                return false;
        }
    }

    /// <summary>Makes the partitions of the archive that jobs will need when they end now.</summary>
    public async ValueTask AddDaysAsync(long[] ids)
    {
        await using NpgsqlConnection connection = await servers.Primary.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(AddArchiveDays.Text, connection);
        command.Parameters.Add(Value.All(ids));
        await command.ExecuteNonQueryAsync();
    }

    private Exception Failure(Outcome outcome, bool isCommitting, Exception exception)
    {
        string what = exception is PostgresException { SqlState: var state, MessageText: var text }
            ? $"{state}: {text}"
            : exception.Message;
        switch (outcome)
        {
            case Outcome.Damaged:
                var damaged = new StoreCorruptException(
                    $"PostgreSQL reports damage ({what}), so this process stops using it. Look at the server's log; pg_amcheck looks "
                    + "deeper.",
                    exception);
                failed.TrySetResult(damaged);
                return isCommitting ? Unknown(what, exception) : damaged;
            case Outcome.Broken or Outcome.Cancelled when isCommitting:
                return Unknown(what, exception);
            case Outcome.Full:
                return new StoreFullException(
                    $"PostgreSQL has no room ({what}), so nothing was done. It goes on by itself when there is room on the server.",
                    exception);
            case Outcome.Refused or Outcome.Conflict or Outcome.NoPartition:
                return new StoreUnavailableException($"PostgreSQL refused a statement ({what}), so nothing was done.", exception);
            default:
                return new StoreUnavailableException(
                    $"PostgreSQL cannot be reached, or takes no work now ({what}), so nothing was done. Trying again later is safe.",
                    exception);
        }
    }

    private static OutcomeUnknownException Unknown(string what, Exception exception) => new(
        $"The connection to PostgreSQL broke while it committed ({what}): what was asked for has happened wholly or not at all. Asking "
        + "again with the same ids is safe.",
        exception);

    /// <summary>Full jitter: whoever met here will not meet again.</summary>
    private Task PauseAsync(int tries) =>
        Task.Delay(FirstPause * Math.Pow(2, tries - 1) * entropy.NextDouble(), time, CancellationToken.None);

    private sealed class Attempt(Transaction transaction)
    {
        public Transaction Transaction => transaction;

        /// <summary>Whether the server may have begun to commit.</summary>
        public bool IsCommitting { get; set; }

        public bool IsUnsure { get; private set; }

        public void Hear(object sender, NpgsqlNoticeEventArgs notice) =>
            IsUnsure |= IsCommitting && notice.Notice.SqlState == Warning;
    }
}
