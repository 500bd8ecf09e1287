using Pawl.Storage;

namespace Pawl.Engine.Workers;

/// <summary>One life of a worker: the identity that it claims with, and until when that surely stands. When it is lost, the
/// worker goes on under another.</summary>
/// <param name="identity">What it proves itself with.</param>
/// <param name="running">The attempts of its worker.</param>
/// <param name="lost">Called once with it, when it is lost; must return at once.</param>
/// <param name="doubted">Called with it, when a claim of its was not answered; must return at once.</param>
internal sealed class WorkerIncarnation(
    WorkerIdentity identity, RunningJobs running, Action<WorkerIncarnation> lost, Action<WorkerIncarnation> doubted)
{
    private long provenUntil;
    private int isLost;
    private bool isDoubted;

    public WorkerIdentity Identity { get; } = identity;

    /// <summary>Whether it has no leases any more.</summary>
    public bool IsLost => Volatile.Read(ref isLost) != 0;

    /// <summary>Whether it may have been given jobs that nobody knows of; it must not claim again.</summary>
    public bool IsDoubted => Volatile.Read(ref isDoubted);

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

    /// <summary>A claim was not answered: has another incarnation registered, and this one go on with the jobs that are known.</summary>
    public void Doubt()
    {
        Volatile.Write(ref isDoubted, true);
        doubted(this);
    }

    /// <summary>It has ended by itself, and holds nothing: nobody is to take it for lost.</summary>
    /// <returns>False when it was lost before.</returns>
    public bool TryEnd() => Interlocked.Exchange(ref isLost, 1) == 0;

    /// <summary>Stops the attempts whose cancellation was requested.</summary>
    /// <param name="requests">What is asked of all workers of the node; it is asked again until the jobs have ended.</param>
    public void Cancel(IReadOnlyList<CancellationRequest> requests) => running.Cancel(requests);
}
