using System.Data.Common;
using Npgsql;
using Pawl.PostgreSql.Connections;
using Pawl.Storage;

namespace Pawl.PostgreSql.Jobs;

internal sealed class PostgreSqlEnlistment(StoreAccess store, bool notify) : IEnlistment
{
    private static readonly SqlFile SelectIdentity = SqlFile.Load("Store/SelectIdentity.sql");
    private static readonly SqlFile Notify = SqlFile.Load("Store/Notify.sql");

    public async ValueTask<IReadOnlyList<EnqueueResult>> EnqueueAsync(
        DbTransaction transaction, IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        Transaction enlisted = await EnlistAsync(transaction, cancellationToken);
        EnqueueResult[] results = await JobInsertion.InsertAsync(enlisted, jobs);
        await TellAsync(enlisted);
        return results;
    }

    public async ValueTask<bool> CompleteAsync(DbTransaction transaction, Lease lease, CancellationToken cancellationToken)
    {
        Transaction enlisted = await EnlistAsync(transaction, cancellationToken);

        // In a transaction of its own: were it missing, the application's would be lost.
        await store.Database.AddDaysAsync([lease.Job.Value]);
        HashSet<long> recorded = await PostgreSqlJobLeases.EndAllAsync(
            enlisted, [new Completion(lease, JobOutcome.Succeeded.WithoutResult)]);
        await TellAsync(enlisted);
        return recorded.Count == 1;
    }

    private async ValueTask<Transaction> EnlistAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = ConnectionOf(transaction);
        var ours = await store.Database.ReadAsync(ReadIdentityAsync, 0, cancellationToken);
        (Guid Id, string Database)? theirs;
        try
        {
            theirs = await ReadIdentityAsync(connection, 0, cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UndefinedTable)
        {
            theirs = null;
        }

        return theirs == ours
            ? new Transaction(connection, TransactionKind.Enlisted)
            : throw new InvalidOperationException(
                $"The transaction is on the database '{connection.Database}' of {connection.Host}, and Pawl's jobs are in another, "
                + $"'{ours.Database}'; nothing was written. Begin the transaction on Pawl's database, or enqueue outside it.");
    }

    private static NpgsqlConnection ConnectionOf(DbTransaction transaction)
    {
        if (transaction is not NpgsqlTransaction npgsql)
        {
            throw new InvalidOperationException(
                $"A {transaction.GetType()} cannot be enlisted, because Pawl's jobs are in PostgreSQL; nothing was written. Give it an "
                + "NpgsqlTransaction.");
        }

        try
        {
            // Asked for because it throws when the transaction has ended; nothing else that is public tells.
            _ = npgsql.IsolationLevel;
            return npgsql.Connection ?? throw new InvalidOperationException("It has no connection.");
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidOperationException(
                "The transaction has ended already, so nothing was written. Enlist it before you commit.", exception);
        }
    }

    /// <summary>The hints go with the transaction: nobody else knows when it commits.</summary>
    private async ValueTask TellAsync(Transaction enlisted)
    {
        await enlisted.FlushAsync();
        if (notify && enlisted.Wakeups.Count > 0)
        {
            string[] hints = [.. enlisted.Wakeups.Select(wakeup => new Wakeups.Notification("", wakeup).ToString())];
            await enlisted.ReadAsync(Notify, static _ => 0, Value.All(hints));
        }
    }

    private static async ValueTask<(Guid Id, string Database)> ReadIdentityAsync(
        NpgsqlConnection connection, int _, CancellationToken cancellationToken) =>
        (await connection.ReadAllAsync(SelectIdentity, static row => (row.GetGuid(0), row.GetString(1)), cancellationToken))[0];
}
