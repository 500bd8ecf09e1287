using System.Data.Common;
using Pawl.Storage;

namespace Pawl.Engine.Clients;

/// <summary>A transaction of the store, in the words of users.</summary>
/// <param name="transaction">The transaction.</param>
/// <param name="requests">Makes jobs.</param>
/// <param name="ids">Gives the generator of ids without waiting; asked only when something is enqueued.</param>
internal sealed class EngineTransaction(IStoreTransaction transaction, JobRequests requests, Func<IdGenerator> ids)
    : JobTransaction
{
    public override DbConnection Connection => transaction.Connection;

    public override EnqueuedJob Enqueue(IJob job, EnqueueOptions? options = null)
    {
        NewJob request = requests.Create(job, options, JobDue.Now, ids());
        return EnqueueResults.Require(transaction.Enqueue([request])[0], request);
    }
}
