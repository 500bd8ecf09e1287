using Pawl.Storage;

namespace Pawl.Engine.Workers;

/// <summary>One life of a worker: the identity that it claims with, and until when that surely stands. When it is lost, the
/// worker goes on under another.</summary>
/// <param name="identity">What it proves itself with.</param>
/// <param name="running">The attempts of its worker.</param>
/// <param name="lost">Called once with it, when it is lost; must return at once.</param>
internal sealed class WorkerIncarnation(WorkerIdentity identity, RunningJobs running, Action<WorkerIncarnation> lost)
{
    private long provenUntil;
    private int isLost;

    public WorkerIdentity Identity { get; } = identity;

    public bool IsLost => Volatile.Read(ref isLost) != 0;

    /// <summary>The time stamp at which its leases end, unless another heartbeat gets through.</summary>
    public long ProvenUntil => Volatile.Read(ref provenUntil);

    public void ProveUntil(long timestamp) => Volatile.Write(ref provenUntil, timestamp);

    /// <summary>Its leases have ended: stops its attempts, and has another incarnation registered.</summary>
    public void Lose()
    {
        if (Interlocked.Exchange(ref isLost, 1) == 0)
        {
            running.Lose(Identity);
            lost(this);
        }
    }

    /// <summary>Stops the attempts whose cancellation was requested.</summary>
    /// <param name="requests">What is asked of all workers of the node; it is asked again until the jobs have ended.</param>
    public void Cancel(IReadOnlyList<CancellationRequest> requests) => running.Cancel(Identity, requests);
}
