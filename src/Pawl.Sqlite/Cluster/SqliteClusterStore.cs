using Pawl.Relational;
using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Jobs;
using Pawl.Sqlite.Writing;
using Pawl.Storage;

namespace Pawl.Sqlite.Cluster;

internal sealed class SqliteClusterStore(StoreAccess store) : IClusterStore
{
    private const int MostWorkersListed = 1_000;

    private static readonly SqlFile SelectNodes = SqlFile.Load("Cluster/SelectNodes.sql");
    private static readonly SqlFile UpsertNode = SqlFile.Load("Cluster/UpsertNode.sql");
    private static readonly SqlFile RenewNode = SqlFile.Load("Cluster/RenewNode.sql");
    private static readonly SqlFile EndNode = SqlFile.Load("Cluster/EndNode.sql");
    private static readonly SqlFile DropDuties = SqlFile.Load("Cluster/DropDuties.sql");
    private static readonly SqlFile HoldDuty = SqlFile.Load("Cluster/HoldDuty.sql");
    private static readonly SqlFile InsertWorker = SqlFile.Load("Cluster/InsertWorker.sql");
    private static readonly SqlFile InsertWorkerType = SqlFile.Load("Cluster/InsertWorkerType.sql");
    private static readonly SqlFile RenewWorker = SqlFile.Load("Cluster/RenewWorker.sql");
    private static readonly SqlFile CloseWorker = SqlFile.Load("Cluster/CloseWorker.sql");
    private static readonly SqlFile SelectWorkerLeases = SqlFile.Load("Jobs/SelectWorkerLeases.sql");
    private static readonly SqlFile EndWorker = SqlFile.Load("Cluster/EndWorker.sql");
    private static readonly SqlFile DeleteWorker = SqlFile.Load("Cluster/DeleteWorker.sql");
    private static readonly SqlFile SelectWorkerJobs = SqlFile.Load("Jobs/SelectWorkerJobs.sql");
    private static readonly SqlFile SelectCancellations = SqlFile.Load("Jobs/SelectCancellations.sql");
    private static readonly SqlFile ListWorkers = SqlFile.Load("Cluster/ListWorkers.sql");
    private static readonly SqlFile UpdateStore = SqlFile.Load("Store/UpdateStore.sql");

    public ValueTask<NodeMembership> JoinAsync(NewNode node, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(node);
        return store.Writer.ExecuteAsync(Join, node, cancellationToken);
    }

    public async ValueTask LeaveAsync(NodeMembership node, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(node);
        await store.Writer.ExecuteAsync(
            static (transaction, node) =>
            {
                transaction[DropDuties].Bind(1, node.Generator).BindNonce(2, node.Nonce).Execute();
                return transaction[EndNode].Bind(1, node.Generator).BindNonce(2, node.Nonce).Bind(3, transaction.Now).Execute();
            },
            node,
            cancellationToken);
    }

    public async ValueTask AddWorkerAsync(NewWorker worker, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(worker);
        await store.Writer.ExecuteAsync(AddWorker, worker, cancellationToken);
    }

    public async ValueTask CloseWorkerAsync(
        WorkerIdentity worker, IReadOnlyList<Lease> held, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(held);
        await store.Writer.ExecuteAsync(Close, (worker, held), cancellationToken);
    }

    public async ValueTask RemoveWorkerAsync(WorkerIdentity worker, CancellationToken cancellationToken) =>
        await store.Writer.ExecuteAsync(RemoveWorker, worker, cancellationToken);

    public ValueTask<HeartbeatReply> HeartbeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(heartbeat);
        return store.Writer.ExecuteAsync(Renew, heartbeat, cancellationToken);
    }

    public ValueTask<bool> HoldDutyAsync(
        Duty duty, NodeMembership node, TimeSpan duration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(node);
        return store.Writer.ExecuteAsync(
            static (transaction, wish) => transaction[HoldDuty]
                .Bind(1, wish.duty.ToString()).Bind(2, wish.node.Generator).BindNonce(3, wish.node.Nonce)
                .Bind(4, transaction.Now).Bind(5, transaction.Now + Instant.ToMicroseconds(wish.duration))
                .Execute() == 1,
            (duty, node, duration),
            cancellationToken);
    }

    public async ValueTask<IReadOnlyList<Worker>> ListWorkersAsync(CancellationToken cancellationToken) =>
        await store.ReadAsync(static (connection, _) => List(connection), 0, cancellationToken);

    private static NodeMembership Join(WriteTransaction transaction, NewNode node)
    {
        var leaseUntil = new long?[IdGenerator.Generators];
        int? lastGiven = null;
        Statement select = transaction[SelectNodes];
        while (select.Step())
        {
            lastGiven ??= select.GetInt32(0);
            leaseUntil[select.GetInt32(0)] = select.GetInt64(1);
        }

        // Numbers rotate, so that one comes again only after all others: its former holder is long gone by then.
        for (int step = 1; step <= IdGenerator.Generators; step++)
        {
            int generator = ((lastGiven ?? -1) + step) % IdGenerator.Generators;
            if (leaseUntil[generator] is { } until && until > transaction.Now)
            {
                continue;
            }

            transaction[UpsertNode]
                .Bind(1, generator).Bind(2, node.Name).BindNonce(3, node.Nonce).Bind(4, transaction.Now)
                .Bind(5, transaction.Now + Instant.ToMicroseconds(node.LeaseDuration))
                .Execute();
            return new NodeMembership(
                generator, node.Nonce, Instant.FromMicroseconds(leaseUntil[generator] ?? transaction.Now));
        }

        throw new StoreUnavailableException(
            $"All {IdGenerator.Generators} node numbers are leased, so '{node.Name}' cannot join. Stop a node, or wait for the lease of "
            + "one that died to end.");
    }

    private static int AddWorker(WriteTransaction transaction, NewWorker worker)
    {
        long id = worker.Identity.Id.Value;
        transaction[InsertWorker]
            .Bind(1, id).BindNonce(2, worker.Identity.Nonce).Bind(3, worker.NodeName).Bind(4, worker.Queue.Value)
            .Bind(5, worker.Concurrency).Bind(6, transaction.Now)
            .Bind(7, transaction.Now + Instant.ToMicroseconds(worker.LeaseDuration))
            .Execute();
        foreach (JobType type in worker.Types.Order())
        {
            transaction[InsertWorkerType].Bind(1, type.Value).Bind(2, id).Execute();
        }

        // Jobs may wait for just these types.
        transaction.WakeAfterCommit(WakeupKind.JobsScheduled);
        return worker.Types.Count;
    }

    private static int Close(WriteTransaction transaction, (WorkerIdentity Worker, IReadOnlyList<Lease> Held) closing)
    {
        int closed = transaction[CloseWorker]
            .Bind(1, closing.Worker.Id.Value).BindNonce(2, closing.Worker.Nonce).Bind(3, transaction.Now)
            .Execute();
        if (closed == 1)
        {
            SqliteJobLeases.CompleteAll(
                transaction,
                [.. ReadLeases(transaction, closing.Worker).Except(closing.Held)
                    .Select(lease => new Completion(lease, JobOutcome.Released.Instance))]);
        }

        return closed;
    }

    private static List<Lease> ReadLeases(WriteTransaction transaction, WorkerIdentity worker)
    {
        var leases = new List<Lease>();
        Statement select = transaction[SelectWorkerLeases].Bind(1, worker.Id.Value);
        while (select.Step())
        {
            leases.Add(new Lease(new JobId(select.GetInt64(0)), new FencingToken(select.GetInt64(1)), worker));
        }

        return leases;
    }

    private static int RemoveWorker(WriteTransaction transaction, WorkerIdentity worker)
    {
        if (!new KnownWorkers(transaction).Contains(worker))
        {
            return 0;
        }

        bool holdsNothing = transaction[SelectWorkerJobs].Bind(1, worker.Id.Value).Bind(2, 1).ReadNumber() is null;
        return transaction[holdsNothing ? DeleteWorker : EndWorker].Bind(1, worker.Id.Value).Execute();
    }

    private static HeartbeatReply Renew(WriteTransaction transaction, Heartbeat heartbeat)
    {
        long until = transaction.Now + Instant.ToMicroseconds(heartbeat.LeaseDuration);
        bool nodeIsLive = transaction[RenewNode]
            .Bind(1, heartbeat.Node.Generator).BindNonce(2, heartbeat.Node.Nonce).Bind(3, transaction.Now).Bind(4, until)
            .Execute() == 1;
        transaction[UpdateStore].Bind(1, 0).Bind(2, transaction.Now).Execute();

        var lost = new List<WorkerIdentity>();
        var cancellations = new List<CancellationRequest>();
        foreach (WorkerIdentity worker in heartbeat.Workers)
        {
            int renewed = transaction[RenewWorker]
                .Bind(1, worker.Id.Value).BindNonce(2, worker.Nonce).Bind(3, until)
                .Execute();
            if (renewed == 1)
            {
                ReadCancellations(transaction, worker, cancellations);
            }
            else
            {
                lost.Add(worker);
            }
        }

        return new HeartbeatReply(nodeIsLive, lost, cancellations);
    }

    private static void ReadCancellations(
        WriteTransaction transaction, WorkerIdentity worker, List<CancellationRequest> cancellations)
    {
        Statement select = transaction[SelectCancellations].Bind(1, worker.Id.Value);
        while (select.Step())
        {
            var lease = new Lease(new JobId(select.GetInt64(0)), new FencingToken(select.GetInt64(1)), worker);
            cancellations.Add(new CancellationRequest(lease, select.GetText(2) ?? ""));
        }
    }

    private static List<Worker> List(PreparedConnection connection)
    {
        var workers = new List<Worker>();
        Statement select = connection[ListWorkers].Bind(1, MostWorkersListed);
        while (select.Step())
        {
            workers.Add(new Worker(
                new WorkerId(select.GetInt64(0)),
                select.GetName(1),
                select.GetName(2),
                select.GetInt32(3),
                Instant.FromMicroseconds(select.GetInt64(4)),
                Instant.FromMicroseconds(select.GetInt64(5))));
        }

        return workers;
    }
}
