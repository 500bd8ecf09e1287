using Pawl.PostgreSql.Connections;
using Pawl.PostgreSql.Jobs;
using Pawl.Relational;
using Pawl.Storage;

namespace Pawl.PostgreSql.Cluster;

internal sealed class PostgreSqlClusterStore(StoreAccess store) : IClusterStore
{
    /// <summary>The last number belongs to <c>pawl.enqueue</c>, which makes ids in the database.</summary>
    public const int Generators = IdGenerator.Generators - 1;

    /// <summary>More nodes than join within the lag of a standby, and more than the leases of several failovers in a row.</summary>
    private const int LostAtFailover = 300;

    private const int MostWorkersListed = 1_000;

    private static readonly SqlFile LockNodes = SqlFile.Load("Cluster/LockNodes.sql");
    private static readonly SqlFile SelectNodes = SqlFile.Load("Cluster/SelectNodes.sql");
    private static readonly SqlFile UpsertNode = SqlFile.Load("Cluster/UpsertNode.sql");
    private static readonly SqlFile RenewNode = SqlFile.Load("Cluster/RenewNode.sql");
    private static readonly SqlFile EndNode = SqlFile.Load("Cluster/EndNode.sql");
    private static readonly SqlFile DropDuties = SqlFile.Load("Cluster/DropDuties.sql");
    private static readonly SqlFile HoldDuty = SqlFile.Load("Cluster/HoldDuty.sql");
    private static readonly SqlFile InsertWorker = SqlFile.Load("Cluster/InsertWorker.sql");
    private static readonly SqlFile InsertWorkerTypes = SqlFile.Load("Cluster/InsertWorkerTypes.sql");
    private static readonly SqlFile RenewWorkers = SqlFile.Load("Cluster/RenewWorkers.sql");
    private static readonly SqlFile LockWorker = SqlFile.Load("Cluster/LockWorker.sql");
    private static readonly SqlFile CloseWorker = SqlFile.Load("Cluster/CloseWorker.sql");
    private static readonly SqlFile SelectWorkerLeases = SqlFile.Load("Jobs/SelectWorkerLeases.sql");
    private static readonly SqlFile EndWorker = SqlFile.Load("Cluster/EndWorker.sql");
    private static readonly SqlFile DeleteWorker = SqlFile.Load("Cluster/DeleteWorker.sql");
    private static readonly SqlFile SelectCancellations = SqlFile.Load("Jobs/SelectCancellations.sql");
    private static readonly SqlFile ListWorkers = SqlFile.Load("Cluster/ListWorkers.sql");

    public ValueTask<NodeMembership> JoinAsync(NewNode node, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(node);
        return store.Database.TransactAsync(JoinAsync, node, cancellationToken);
    }

    public async ValueTask LeaveAsync(NodeMembership node, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(node);
        await store.Database.TransactAsync(
            static async (transaction, node) =>
            {
                await transaction.WriteNowAsync(DropDuties, Value.Of(node.Generator), Value.Nonce(node.Nonce));
                return await transaction.WriteNowAsync(
                    EndNode, Value.Of(node.Generator), Value.Nonce(node.Nonce), Value.At(transaction.Now));
            },
            node,
            cancellationToken);
    }

    public async ValueTask AddWorkerAsync(NewWorker worker, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(worker);
        await store.Database.TransactAsync(AddWorkerAsync, worker, cancellationToken);
    }

    public async ValueTask CloseWorkerAsync(
        WorkerIdentity worker, IReadOnlyList<Lease> held, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(held);
        await store.Database.TransactAsync(CloseWorkerAsync, (worker, held), cancellationToken);
    }

    public async ValueTask RemoveWorkerAsync(WorkerIdentity worker, CancellationToken cancellationToken) =>
        await store.Database.TransactAsync(RemoveWorkerAsync, worker, cancellationToken);

    public ValueTask<HeartbeatReply> HeartbeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(heartbeat);
        return store.Database.TransactAsync(RenewAsync, heartbeat, cancellationToken);
    }

    public ValueTask<bool> HoldDutyAsync(
        Duty duty, NodeMembership node, TimeSpan duration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(node);
        return store.Database.TransactAsync(
            static async (transaction, wish) => await transaction.WriteNowAsync(
                HoldDuty,
                Value.Of(wish.duty.ToString()),
                Value.Of(wish.node.Generator),
                Value.Nonce(wish.node.Nonce),
                Value.Span(wish.duration)) == 1,
            (duty, node, duration),
            cancellationToken);
    }

    public async ValueTask<IReadOnlyList<Worker>> ListWorkersAsync(CancellationToken cancellationToken) =>
        await store.Database.ReadAsync(
            static (connection, _, cancellationToken) => connection.ReadAllAsync(
                ListWorkers,
                static row => new Worker(
                    new WorkerId(row.GetInt64(0)),
                    row.GetString(1),
                    row.GetString(2),
                    row.GetInt32(3),
                    row.GetTime(4),
                    row.GetTime(5)),
                cancellationToken,
                Value.Of(MostWorkersListed)),
            0,
            cancellationToken);

    private static async ValueTask<NodeMembership> JoinAsync(Transaction transaction, NewNode node)
    {
        await transaction.WriteNowAsync(LockNodes);
        var known = await transaction.ReadAsync(
            SelectNodes, static row => (Generator: row.GetInt32(0), LeaseUntil: row.GetInstant(1), IsPresent: row.GetBoolean(2)));
        var leaseUntil = known.ToDictionary(one => one.Generator, one => one.LeaseUntil);
        int lastGiven = known.Count == 0 ? -1 : known[0].Generator;

        // Numbers behind the last known one may have been given before a failover that lost it, and still be in use.
        lastGiven += known is [{ IsPresent: false }, ..] ? LostAtFailover : 0;

        // Numbers rotate, so that one comes again only after all others: its former holder is long gone by then.
        for (int step = 1; step <= Generators; step++)
        {
            int generator = (lastGiven + step) % Generators;
            bool wasGiven = leaseUntil.TryGetValue(generator, out long until);
            if (wasGiven && until > transaction.Now)
            {
                continue;
            }

            int given = await transaction.WriteNowAsync(
                UpsertNode,
                Value.Of(generator),
                Value.Of(node.Name),
                Value.Nonce(node.Nonce),
                Value.At(transaction.Now),
                Value.At(After(transaction, node.LeaseDuration)));
            if (given == 0)
            {
                continue;
            }

            var membership = new NodeMembership(
                generator, node.Nonce, Instant.FromMicroseconds(wasGiven ? until : transaction.Now));
            transaction.Sent.Lease(membership);
            return membership;
        }

        throw new StoreUnavailableException(
            $"All {Generators} node numbers are leased, so '{node.Name}' cannot join. Stop a node, or wait for the lease of one that died "
            + "to end.");
    }

    private static async ValueTask<int> AddWorkerAsync(Transaction transaction, NewWorker worker)
    {
        await transaction.BeginAsync();
        transaction.Write(
            InsertWorker,
            rows: 1,
            Value.Of(worker.Identity.Id.Value),
            Value.Nonce(worker.Identity.Nonce),
            Value.Of(worker.NodeName),
            Value.Of(worker.Queue.Value),
            Value.Of(worker.Concurrency),
            Value.At(transaction.Now),
            Value.At(After(transaction, worker.LeaseDuration)));
        transaction.Write(
            InsertWorkerTypes,
            worker.Types.Count,
            Value.All([.. worker.Types.Order().Select(type => type.Value)]),
            Value.Of(worker.Identity.Id.Value));

        // Jobs may wait for just these types.
        transaction.WakeAfterCommit(WakeupKind.JobsScheduled);
        return worker.Types.Count;
    }

    private static async ValueTask<int> CloseWorkerAsync(
        Transaction transaction, (WorkerIdentity Worker, IReadOnlyList<Lease> Held) closing)
    {
        // A claim that is under way is waited for here, so the statements after this one see what it took.
        if (!await TryLockAsync(transaction, closing.Worker))
        {
            return 0;
        }

        transaction.Write(CloseWorker, rows: 1, Value.Of(closing.Worker.Id.Value), Value.At(transaction.Now));
        List<Lease> leases = await transaction.ReadAsync(
            SelectWorkerLeases,
            row => new Lease(new JobId(row.GetInt64(0)), new FencingToken(row.GetInt64(1)), closing.Worker),
            Value.Of(closing.Worker.Id.Value));
        return (await PostgreSqlJobLeases.EndAllAsync(
            transaction,
            [.. leases.Except(closing.Held).Select(lease => new Completion(lease, JobOutcome.Released.Instance))])).Count;
    }

    private static async ValueTask<int> RemoveWorkerAsync(Transaction transaction, WorkerIdentity worker)
    {
        if (!await TryLockAsync(transaction, worker))
        {
            return 0;
        }

        await transaction.WriteNowAsync(EndWorker, Value.Of(worker.Id.Value));
        return await transaction.WriteNowAsync(DeleteWorker, Value.Of(worker.Id.Value));
    }

    /// <returns>False when the store does not know the worker.</returns>
    private static async ValueTask<bool> TryLockAsync(Transaction transaction, WorkerIdentity worker) =>
        (await transaction.ReadAsync(
            LockWorker, static row => row.GetInt64(0), Value.Of(worker.Id.Value), Value.Nonce(worker.Nonce))).Count == 1;

    private static async ValueTask<HeartbeatReply> RenewAsync(Transaction transaction, Heartbeat heartbeat)
    {
        await transaction.BeginAsync();
        long until = After(transaction, heartbeat.LeaseDuration);
        bool nodeIsLive = await transaction.WriteNowAsync(
            RenewNode,
            Value.Of(heartbeat.Node.Generator),
            Value.Nonce(heartbeat.Node.Nonce),
            Value.At(transaction.Now),
            Value.At(until)) == 1;
        var renewed = await transaction.ReadAsync(
            RenewWorkers,
            static row => (Id: row.GetInt64(0), Nonce: row.GetGuid(1)),
            Value.All([.. heartbeat.Workers.Select(worker => worker.Id.Value)]),
            Value.All([.. heartbeat.Workers.Select(worker => Value.Guid(worker.Nonce))]),
            Value.At(until));
        var live = heartbeat.Workers
            .Where(worker => renewed.Contains((worker.Id.Value, Value.Guid(worker.Nonce))))
            .ToDictionary(worker => worker.Id.Value);
        List<CancellationRequest> cancellations = await transaction.ReadAsync(
            SelectCancellations,
            row => new CancellationRequest(
                new Lease(new JobId(row.GetInt64(0)), new FencingToken(row.GetInt64(1)), live[row.GetInt64(3)]), row.GetString(2)),
            Value.All([.. live.Keys]));
        return new HeartbeatReply(
            nodeIsLive,
            [.. heartbeat.Workers.Except(live.Values)],
            [.. cancellations.OrderBy(request => request.Lease.Job.Value)]);
    }

    private static long After(Transaction transaction, TimeSpan span) => transaction.Now + Instant.ToMicroseconds(span);
}
