using Pawl.Storage;

namespace Pawl.Engine.Workers;

/// <summary>The live attempts of one worker loop, a slot for each runner: found by walking, so that starting and ending a
/// job costs one write.</summary>
internal sealed class RunningJobs(int slots)
{
    private readonly AttemptContext?[] attempts = new AttemptContext?[slots];

    // Replaced as a whole. Keeps what was asked of jobs that are claimed but have not started.
    private CancellationRequest[] requests = [];

    public void Begin(int slot, AttemptContext attempt)
    {
        // A full fence: either Cancel sees the attempt, or the attempt sees the request.
        Interlocked.Exchange(ref attempts[slot], attempt);
        foreach (CancellationRequest request in Volatile.Read(ref requests))
        {
            if (request.Lease == attempt.Lease)
            {
                attempt.Cancel(request.Reason);
            }
        }
    }

    public void End(int slot) => Volatile.Write(ref attempts[slot], null);

    /// <summary>Stops the attempts whose cancellation was requested.</summary>
    /// <param name="asked">All that is asked now, of whichever worker.</param>
    public void Cancel(IReadOnlyList<CancellationRequest> asked)
    {
        if (asked.Count == 0 && Volatile.Read(ref requests).Length == 0)
        {
            return;
        }

        Interlocked.Exchange(ref requests, [.. asked]);
        foreach (CancellationRequest request in asked)
        {
            ForEach(request, static (attempt, request) =>
            {
                if (attempt.Lease == request.Lease)
                {
                    attempt.Cancel(request.Reason);
                }
            });
        }
    }

    /// <summary>Stops the attempts of an incarnation that was lost.</summary>
    public void Lose(WorkerIdentity worker) => ForEach(worker, static (attempt, worker) =>
    {
        if (attempt.Lease.Worker == worker)
        {
            attempt.Stop(CancellationReason.LeaseLost);
        }
    });

    /// <summary>Stops all attempts.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="grace">How long each handler has to obey.</param>
    public void StopAll(CancellationReason reason, TimeSpan grace) =>
        ForEach((reason, grace), static (attempt, order) => attempt.Stop(order.reason, order.grace));

    private void ForEach<TState>(TState state, Action<AttemptContext, TState> action)
    {
        for (int slot = 0; slot < attempts.Length; slot++)
        {
            if (Volatile.Read(ref attempts[slot]) is { } attempt)
            {
                action(attempt, state);
            }
        }
    }
}
