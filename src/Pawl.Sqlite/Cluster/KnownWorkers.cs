using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Writing;

namespace Pawl.Sqlite.Cluster;

/// <summary>Which of the workers that a batch names the store knows, each looked up once.</summary>
internal sealed class KnownWorkers(WriteTransaction transaction)
{
    private static readonly SqlFile SelectWorker = SqlFile.Load("Cluster/SelectWorker.sql");

    private readonly Dictionary<WorkerIdentity, bool> known = [];
    private WorkerIdentity last;
    private bool isLastKnown;

    /// <summary>Whether the store knows the worker. One whose time is over, but whom nobody has reaped yet, is known: it is
    /// late, and not replaced.</summary>
    public bool Contains(WorkerIdentity worker)
    {
        if (isLastKnown && worker == last)
        {
            return true;
        }

        if (!known.TryGetValue(worker, out bool isKnown))
        {
            isKnown = Find(transaction, worker) is not null;
            known.Add(worker, isKnown);
        }

        last = worker;
        isLastKnown = isKnown;
        return isKnown;
    }

    /// <summary>Whether the worker may claim.</summary>
    public static bool MayClaim(WriteTransaction transaction, WorkerIdentity worker) =>
        Find(transaction, worker) is { IsClosed: false } known && known.LeaseUntil > transaction.Now;

    private static (long LeaseUntil, bool IsClosed)? Find(WriteTransaction transaction, WorkerIdentity worker)
    {
        Statement select = transaction[SelectWorker].Bind(1, worker.Id.Value).BindNonce(2, worker.Nonce);
        (long LeaseUntil, bool IsClosed)? found = select.Step() ? (select.GetInt64(0), !select.IsNull(1)) : null;
        select.Reset();
        return found;
    }
}
