using Pawl.ReferenceModel;
using Pawl.Storage;

namespace Pawl.Engine.Tests.World;

/// <summary>The reference store as one process reaches it: it can fail, before or after it did what was asked, it can be slow,
/// and it remembers what it was asked.</summary>
internal sealed class UnreliableStore(ReferenceStore store) : IJobLeases, IClusterStore, IJobMaintenance
{
    private readonly Dictionary<string, TaskCompletionSource> held = [];

    /// <summary>What is thrown instead of doing what was asked; by the name of the operation.</summary>
    public Func<string, Exception?> Fault { get; set; } = _ => null;

    /// <summary>What is thrown after it was done.</summary>
    public Func<string, Exception?> LateFault { get; set; } = _ => null;

    public List<ClaimRequest> Claims { get; } = [];

    public List<int> ClaimedCounts { get; } = [];

    public List<Completion[]> Batches { get; } = [];

    public List<LeaseUpdate> Updates { get; } = [];

    public List<Heartbeat> Heartbeats { get; } = [];

    /// <summary>For each close of a worker, what it was said to hold.</summary>
    public List<IReadOnlyList<Lease>> Closings { get; } = [];

    public List<Duty> Holds { get; } = [];

    public List<string> Calls { get; } = [];

    /// <summary>Makes an operation wait until it is released.</summary>
    public void Hold(string operation) => held[operation] = new TaskCompletionSource();

    public void Release(string operation)
    {
        held.Remove(operation, out TaskCompletionSource? waiting);
        waiting!.SetResult();
    }

    public async ValueTask<IReadOnlyList<LeasedJob>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        Claims.Add(request);
        IReadOnlyList<LeasedJob> jobs = await CallAsync("claim", () => store.ClaimAsync(request, cancellationToken));
        ClaimedCounts.Add(jobs.Count);
        return jobs;
    }

    public ValueTask<IReadOnlyList<CompletionResult>> CompleteAsync(
        IReadOnlyList<Completion> completions, CancellationToken cancellationToken)
    {
        Batches.Add([.. completions]);
        return CallAsync("complete", () => store.CompleteAsync(completions, cancellationToken));
    }

    public ValueTask<IReadOnlyList<bool>> UpdateAsync(IReadOnlyList<LeaseUpdate> updates, CancellationToken cancellationToken)
    {
        Updates.AddRange(updates);
        return CallAsync("update", () => store.UpdateAsync(updates, cancellationToken));
    }

    public ValueTask<NodeMembership> JoinAsync(NewNode node, CancellationToken cancellationToken) =>
        CallAsync("join", () => store.JoinAsync(node, cancellationToken));

    public ValueTask LeaveAsync(NodeMembership node, CancellationToken cancellationToken) =>
        CallAsync("leave", () => store.LeaveAsync(node, cancellationToken));

    public ValueTask AddWorkerAsync(NewWorker worker, CancellationToken cancellationToken) =>
        CallAsync("add", () => store.AddWorkerAsync(worker, cancellationToken));

    public ValueTask CloseWorkerAsync(
        WorkerIdentity worker, IReadOnlyList<Lease> held, CancellationToken cancellationToken)
    {
        Closings.Add(held);
        return CallAsync("close", () => store.CloseWorkerAsync(worker, held, cancellationToken));
    }

    public ValueTask RemoveWorkerAsync(WorkerIdentity worker, CancellationToken cancellationToken) =>
        CallAsync("remove", () => store.RemoveWorkerAsync(worker, cancellationToken));

    public ValueTask<HeartbeatReply> HeartbeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken)
    {
        Heartbeats.Add(heartbeat);
        return CallAsync("heartbeat", () => store.HeartbeatAsync(heartbeat, cancellationToken));
    }

    public ValueTask<bool> HoldDutyAsync(
        Duty duty, NodeMembership node, TimeSpan duration, CancellationToken cancellationToken)
    {
        Holds.Add(duty);
        return CallAsync("hold", () => store.HoldDutyAsync(duty, node, duration, cancellationToken));
    }

    public ValueTask<IReadOnlyList<Worker>> ListWorkersAsync(CancellationToken cancellationToken) =>
        store.ListWorkersAsync(cancellationToken);

    public ValueTask<PromoteResult> PromoteAsync(int limit, CancellationToken cancellationToken) =>
        CallAsync("promote", () => store.PromoteAsync(limit, cancellationToken));

    public ValueTask<IReadOnlyList<ReapedJob>> ReapAsync(int limit, CancellationToken cancellationToken) =>
        CallAsync("reap", () => store.ReapAsync(limit, cancellationToken));

    public ValueTask<PruneResult> PruneAsync(int limit, CancellationToken cancellationToken) =>
        CallAsync("prune", () => store.PruneAsync(limit, cancellationToken));

    private async ValueTask CallAsync(string operation, Func<ValueTask> call) => await CallAsync(operation, async () =>
    {
        await call();
        return true;
    });

    private async ValueTask<T> CallAsync<T>(string operation, Func<ValueTask<T>> call)
    {
        Calls.Add(operation);
        if (held.TryGetValue(operation, out TaskCompletionSource? waiting))
        {
            await waiting.Task;
        }

        if (Fault(operation) is { } fault)
        {
            throw fault;
        }

        T result = await call();
        return LateFault(operation) is { } lateFault ? throw lateFault : result;
    }
}
