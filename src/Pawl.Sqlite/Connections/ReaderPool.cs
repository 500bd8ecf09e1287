using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Pawl.Storage;
using SQLitePCL;

namespace Pawl.Sqlite.Connections;

/// <summary>Connections that only read: they never checkpoint, and never hold the log back for long.</summary>
internal sealed class ReaderPool(DatabaseFile file, int size, TimeProvider time) : IDisposable
{
    private const int InstructionsBetweenChecks = 50_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly ConcurrentBag<PreparedConnection> idle = [];
    private readonly SemaphoreSlim free = new(size);

    /// <summary>Reads on a connection of its own, for at most five seconds.</summary>
    public async ValueTask<TResult> ReadAsync<TState, TResult>(
        Func<PreparedConnection, TState, TResult> body, TState state, CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken);
        try
        {
            PreparedConnection connection = idle.TryTake(out PreparedConnection? known) ? known : Open();
            try
            {
                return Read(connection, body, state);
            }
            finally
            {
                idle.Add(connection);
            }
        }
        catch (Exception exception) when (exception is SqliteFailure or SqliteException)
        {
            throw new StoreUnavailableException($"Reading {file.Path} failed: {exception.Message}", exception);
        }
        finally
        {
            free.Release();
        }
    }

    public void Dispose()
    {
        while (idle.TryTake(out PreparedConnection? connection))
        {
            connection.Dispose();
        }

        free.Dispose();
    }

    private TResult Read<TState, TResult>(
        PreparedConnection connection, Func<PreparedConnection, TState, TResult> body, TState state)
    {
        long began = time.GetTimestamp();
        raw.sqlite3_progress_handler(
            connection.Database, InstructionsBetweenChecks, _ => time.GetElapsedTime(began) > Longest ? 1 : 0, null);

        // One transaction, so that two statements of a read see the same state.
        connection.Run("BEGIN");
        try
        {
            return body(connection, state);
        }
        finally
        {
            connection.Run("ROLLBACK");
        }
    }

    private PreparedConnection Open()
    {
        var connection = new SqliteConnection(file.ForReaders);
        try
        {
            connection.Open();
            var prepared = new PreparedConnection(connection);
            prepared.Run("PRAGMA query_only = ON; PRAGMA wal_autocheckpoint = 0; PRAGMA trusted_schema = OFF");
            return prepared;
        }
        catch (Exception)
        {
            connection.Dispose();
            throw;
        }
    }
}
