using Pawl.Engine.Concurrency;
using Pawl.Storage;

namespace Pawl.Engine.Workers;

/// <summary>The leases that one worker loop knows of: each from the answer to its claim until it has surely ended.</summary>
internal sealed class HeldLeases(EngineChannels channels)
{
    // Guards both; the claimer and the completer come here once a batch.
    private readonly Lock gate = new();
    private readonly HashSet<Lease> leases = [];
    private readonly List<(WorkerIdentity Worker, TaskCompletionSource None)> waiting = [];

    public void Add(IReadOnlyList<LeasedJob> claimed)
    {
        lock (gate)
        {
            for (int i = 0; i < claimed.Count; i++)
            {
                leases.Add(claimed[i].Lease);
            }
        }
    }

    /// <summary>A lease has ended, though not by an answer of the store.</summary>
    public void Remove(Lease lease)
    {
        TaskCompletionSource[] told;
        lock (gate)
        {
            leases.Remove(lease);
            told = TakeThoseWhoWaitedEnough();
        }

        Tell(told);
    }

    /// <summary>The store has answered endings.</summary>
    public void Remove(IReadOnlyList<Completion> completions, IReadOnlyList<CompletionResult> results)
    {
        TaskCompletionSource[] told;
        lock (gate)
        {
            for (int i = 0; i < results.Count; i++)
            {
                // Where the user's work failed the lease goes on.
                if (results[i].Status != CompletionStatus.WorkFailed)
                {
                    leases.Remove(completions[i].Lease);
                }
            }

            told = TakeThoseWhoWaitedEnough();
        }

        Tell(told);
    }

    /// <summary>The leases of one worker.</summary>
    public Lease[] Of(WorkerIdentity worker)
    {
        lock (gate)
        {
            return [.. leases.Where(lease => lease.Worker == worker)];
        }
    }

    /// <summary>Waits until a worker that claims no more has no lease.</summary>
    public async ValueTask WhenNoneAsync(WorkerIdentity worker, CancellationToken cancellationToken)
    {
        TaskCompletionSource none = channels.CreateSource();
        TaskCompletionSource[] told;
        lock (gate)
        {
            waiting.Add((worker, none));
            told = TakeThoseWhoWaitedEnough();
        }

        Tell(told);
        await none.Task.WaitAsync(cancellationToken);
    }

    private static void Tell(TaskCompletionSource[] told) => Array.ForEach(told, one => one.TrySetResult());

    private TaskCompletionSource[] TakeThoseWhoWaitedEnough()
    {
        if (waiting.Count == 0)
        {
            return [];
        }

        var enough = waiting.FindAll(one => !leases.Any(lease => lease.Worker == one.Worker));
        waiting.RemoveAll(enough.Contains);
        return [.. enough.Select(one => one.None)];
    }
}
