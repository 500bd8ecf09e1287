using Pawl.Checker.Histories;
using Pawl.Storage;

namespace Pawl.Simulation.Links;

internal sealed class ClusterLink(Line line, IClusterStore store) : IClusterStore
{
    public ValueTask<NodeMembership> JoinAsync(NewNode node, CancellationToken cancellationToken) =>
        line.AskAsync(
            line.Begin(Operations.Other), () => store.JoinAsync(node, CancellationToken.None), cancellationToken: cancellationToken);

    public ValueTask LeaveAsync(NodeMembership node, CancellationToken cancellationToken) =>
        line.DoAsync(
            line.Begin(Operations.Other), () => store.LeaveAsync(node, CancellationToken.None), cancellationToken: cancellationToken);

    public ValueTask AddWorkerAsync(NewWorker worker, CancellationToken cancellationToken) =>
        line.DoAsync(
            line.Begin(Operations.AddWorker),
            async () =>
            {
                await store.AddWorkerAsync(worker, CancellationToken.None);
                line.World.Store.Know(worker.Identity);
                line.World.Renewed(worker.Identity, worker.LeaseDuration);
            },
            cancellationToken: cancellationToken);

    public ValueTask CloseWorkerAsync(
        WorkerIdentity worker, IReadOnlyList<Lease> held, CancellationToken cancellationToken)
    {
        Call call = line.Begin(Operations.CloseWorker);
        call.Worker = worker.Nonce;
        call.Held = held.Select(lease => (lease.Job.Value, lease.Token.Value)).ToHashSet();
        return line.DoAsync(
            call, () => store.CloseWorkerAsync(worker, held, CancellationToken.None), cancellationToken: cancellationToken);
    }

    public ValueTask RemoveWorkerAsync(WorkerIdentity worker, CancellationToken cancellationToken) =>
        line.DoAsync(
            line.Begin(Operations.RemoveWorker),
            async () =>
            {
                await store.RemoveWorkerAsync(worker, CancellationToken.None);
                line.World.Ended(worker);
            },
            cancellationToken: cancellationToken);

    public ValueTask<HeartbeatReply> HeartbeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken) =>
        line.AskAsync(
            line.Begin(Operations.Heartbeat),
            async () =>
            {
                HeartbeatReply reply = await store.HeartbeatAsync(heartbeat, CancellationToken.None);
                foreach (WorkerIdentity worker in heartbeat.Workers)
                {
                    if (!reply.Lost.Contains(worker))
                    {
                        line.World.Renewed(worker, heartbeat.LeaseDuration);
                    }
                }

                return reply;
            },
            cancellationToken: cancellationToken);

    public ValueTask<bool> HoldDutyAsync(
        Duty duty, NodeMembership node, TimeSpan duration, CancellationToken cancellationToken) =>
        line.World.Swarm.EveryoneHasDuties
            ? ValueTask.FromResult(true)
            : line.AskAsync(
                line.Begin(Operations.Other),
                () => store.HoldDutyAsync(duty, node, duration, CancellationToken.None),
                cancellationToken: cancellationToken);

    public ValueTask<IReadOnlyList<Worker>> ListWorkersAsync(CancellationToken cancellationToken) =>
        line.ReadAsync(() => store.ListWorkersAsync(CancellationToken.None));
}
