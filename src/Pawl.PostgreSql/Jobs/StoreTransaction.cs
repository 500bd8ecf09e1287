using System.Data.Common;
using System.Runtime.ExceptionServices;
using Pawl.PostgreSql.Connections;
using Pawl.Storage;

namespace Pawl.PostgreSql.Jobs;

/// <summary>An open transaction, lent to application code.</summary>
internal sealed class StoreTransaction(Transaction transaction) : IStoreTransaction
{
    private bool hasEnded;

    public DbConnection Connection => hasEnded ? throw Ended() : transaction.Connection;

    public IReadOnlyList<EnqueueResult> Enqueue(IReadOnlyList<NewJob> jobs)
    {
        ArgumentNullException.ThrowIfNull(jobs);

        // Statements are run on the spot now, so there is nothing to wait for.
        return hasEnded ? throw Ended() : JobInsertion.InsertAsync(transaction, jobs).AsTask().GetAwaiter().GetResult();
    }

    /// <summary>Runs application code.</summary>
    /// <returns>What the code threw, when it is the code's own; null when it did not throw.</returns>
    /// <remarks>An error of the server that another try may mend, or after which nothing more is known, is thrown instead.</remarks>
    public static ExceptionDispatchInfo? Run(Transaction transaction, Action<IStoreTransaction> work)
    {
        var lent = new StoreTransaction(transaction);
        transaction.IsBlocking = true;
        try
        {
            work(lent);
            return null;
        }
        catch (Exception exception) when (IsOwn(exception))
        {
            return ExceptionDispatchInfo.Capture(exception);
        }
        finally
        {
            transaction.IsBlocking = false;
            lent.hasEnded = true;
        }
    }

    private static bool IsOwn(Exception exception) =>
        exception is not Contended and not InvariantException
        && PostgreSqlErrors.Classify(exception) is null or Outcome.Refused or Outcome.Conflict or Outcome.NoPartition;

    private static InvalidOperationException Ended() =>
        new("The transaction has ended. Use it only within the callback that it was lent to.");
}
