using System.Data.Common;
using System.Runtime.ExceptionServices;
using Microsoft.Data.Sqlite;
using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Writing;
using Pawl.Storage;

namespace Pawl.Sqlite.Jobs;

/// <summary>The writer's open transaction, lent to application code.</summary>
internal sealed class StoreTransaction(WriteTransaction transaction) : IStoreTransaction
{
    private bool hasEnded;

    public DbConnection Connection =>
        hasEnded ? throw Ended() : transaction.Connection.Connection;

    public IReadOnlyList<EnqueueResult> Enqueue(IReadOnlyList<NewJob> jobs)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        return hasEnded ? throw Ended() : JobInsertion.Insert(transaction, jobs);
    }

    /// <summary>Runs application code so that what it throws undoes only itself.</summary>
    /// <param name="transaction">The open transaction.</param>
    /// <param name="work">The application's code.</param>
    /// <param name="then">What happens in the same savepoint, after it.</param>
    /// <returns>What the code threw; null when it did not.</returns>
    /// <exception cref="SqliteFailure">The file is at fault, not the code.</exception>
    public static ExceptionDispatchInfo? Run(WriteTransaction transaction, Action<IStoreTransaction> work, Action? then = null)
    {
        var lent = new StoreTransaction(transaction);
        try
        {
            transaction.RunSavepoint(() =>
            {
                work(lent);
                lent.hasEnded = true;
                Invariant.Require(transaction.IsOpen, "Application code ended the store's transaction.");
                then?.Invoke();
            });
            return null;
        }
        catch (SqliteException exception)
            when (!transaction.IsOpen || SqliteErrors.KindOf(exception.SqliteExtendedErrorCode) != SqliteErrorKind.Statement)
        {
            throw new SqliteFailure(exception.SqliteExtendedErrorCode, exception.Message, "application code");
        }
        catch (Exception exception) when (exception is not SqliteFailure and not InvariantException)
        {
            return ExceptionDispatchInfo.Capture(exception);
        }
        finally
        {
            lent.hasEnded = true;
        }
    }

    private static InvalidOperationException Ended() =>
        new("The transaction has ended. Use it only within the callback that it was lent to.");
}
