using System.Data.Common;
using Pawl.Storage;

namespace Pawl.Engine.Clients;

/// <summary>A transaction of the store, in the words of users.</summary>
internal sealed class EngineTransaction(IStoreTransaction transaction, JobRequests requests, IdGenerator ids) : JobTransaction
{
    public override DbConnection Connection => transaction.Connection;

    public override EnqueuedJob Enqueue(IJob job, EnqueueOptions? options = null)
    {
        NewJob request = requests.Create(job, options, JobDue.Now, ids);
        return EnqueueResults.Require(transaction.Enqueue([request])[0], request);
    }
}
