using Pawl.ReferenceModel.Tables;
using Pawl.Storage;

namespace Pawl.ReferenceModel;

/// <content>What nodes ask for.</content>
public sealed partial class ReferenceStore : IClusterStore
{
    private const int ListedWorkers = 1_000;

    private int lastGenerator = -1;

    /// <inheritdoc/>
    public ValueTask<NodeMembership> JoinAsync(NewNode node, CancellationToken cancellationToken) =>
        Run(() => Join(node), cancellationToken);

    /// <inheritdoc/>
    public ValueTask LeaveAsync(NodeMembership node, CancellationToken cancellationToken) =>
        Run(() => Leave(node), cancellationToken);

    /// <inheritdoc/>
    public ValueTask AddWorkerAsync(NewWorker worker, CancellationToken cancellationToken) =>
        Run(() => workers.Put(new WorkerRow(worker, now, now + worker.LeaseDuration)), cancellationToken);

    /// <inheritdoc/>
    public ValueTask CloseWorkerAsync(
        WorkerIdentity worker, IReadOnlyList<Lease> held, CancellationToken cancellationToken) =>
        Run(() => Close(worker, held), cancellationToken);

    /// <inheritdoc/>
    public ValueTask RemoveWorkerAsync(WorkerIdentity worker, CancellationToken cancellationToken) =>
        Run(() => Remove(worker), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<HeartbeatReply> HeartbeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken) =>
        Run(() => Beat(heartbeat), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> HoldDutyAsync(
        Duty duty, NodeMembership node, TimeSpan duration, CancellationToken cancellationToken) =>
        Run(() => Hold(duty, node, duration), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Worker>> ListWorkersAsync(CancellationToken cancellationToken) =>
        Run<IReadOnlyList<Worker>>(
            () => [.. WorkersById().Reverse().Take(ListedWorkers).Select(worker => worker.ToWorker())],
            cancellationToken);

    private NodeMembership Join(NewNode node)
    {
        // Numbers go round, so that one comes again only after all the others.
        int generator = Enumerable.Range(1, IdGenerator.Generators)
            .Select(step => (lastGenerator + step) % IdGenerator.Generators)
            .Cast<int?>()
            .FirstOrDefault(number => nodes.Find(number!.Value)?.IsLive(now) != true)
            ?? throw new StoreUnavailableException(
                $"All {IdGenerator.Generators:N0} node numbers are leased. Stop nodes, or wait until leases end.");
        DateTimeOffset idsAfter = Later(now, nodes.Find(generator)?.LeaseUntil ?? now);
        nodes.Put(new NodeRow(generator, node.Nonce, now + node.LeaseDuration));
        lastGenerator = generator;
        return new NodeMembership(generator, node.Nonce, idsAfter);
    }

    private void Leave(NodeMembership node)
    {
        if (nodes.Find(node.Generator) is { } row && row.Is(node))
        {
            nodes.Put(row with { HasLeft = true });
        }

        foreach (DutyRow duty in Enum.GetValues<Duty>().Select(duties.Find).OfType<DutyRow>())
        {
            if (duty.IsHeldBy(node))
            {
                duties.Delete(duty.Duty);
            }
        }
    }

    private void Close(WorkerIdentity worker, IReadOnlyList<Lease> held)
    {
        if (workers.Find(worker) is not { } row)
        {
            return;
        }

        workers.Put(row with { IsClosed = true });
        foreach (JobRow job in jobs.RunningOn(worker).Where(job => !held.Contains(new Lease(job.Id, job.Token, worker))).ToArray())
        {
            Move(Ended(job, JobOutcome.Released.Instance));
        }
    }

    private void Remove(WorkerIdentity worker)
    {
        if (workers.Find(worker) is not { } row)
        {
            return;
        }

        if (jobs.RunningOn(worker).Any())
        {
            workers.Put(row.End());
        }
        else
        {
            workers.Delete(worker);
        }
    }

    private HeartbeatReply Beat(Heartbeat heartbeat)
    {
        DateTimeOffset until = now + heartbeat.LeaseDuration;
        NodeRow? node = nodes.Find(heartbeat.Node.Generator);
        bool nodeIsLive = node is not null && node.Is(heartbeat.Node) && node.IsLive(now);
        if (nodeIsLive)
        {
            nodes.Put(node! with { LeaseUntil = until });
        }

        WorkerRow[] live =
        [
            .. heartbeat.Workers.Select(workers.Find).OfType<WorkerRow>().Where(worker => !worker.HasEnded),
        ];
        foreach (WorkerRow worker in live)
        {
            workers.Put(worker with { LeaseUntil = until });
        }

        return new HeartbeatReply(
            nodeIsLive,
            [.. heartbeat.Workers.Except(live.Select(worker => worker.Identity))],
            [
                .. live.SelectMany(worker => jobs.RunningOn(worker.Identity))
                    .Where(job => job.IsCancelRequested)
                    .Select(job => new CancellationRequest(new Lease(job.Id, job.Token, job.Worker!.Value), job.CancelReason!)),
            ]);
    }

    private bool Hold(Duty duty, NodeMembership node, TimeSpan duration)
    {
        if (duties.Find(duty) is { } held && held.Until > now && !held.IsHeldBy(node))
        {
            return false;
        }

        duties.Put(new DutyRow(duty, node, now + duration));
        return true;
    }

    private IEnumerable<WorkerRow> WorkersById() =>
        workers.Unordered.OrderBy(worker => worker.Identity.Id).ThenBy(worker => worker.Identity.Nonce);

    private bool HasLiveHandler(JobType type) =>
        workers.Unordered.Any(worker => worker.IsLive(now) && worker.Worker.Types.Contains(type));
}
