namespace Pawl.Storage;

/// <summary>Knows which nodes and workers live, and who does which duty. Called by nodes.</summary>
public interface IClusterStore
{
    /// <summary>Joins the cluster: leases a number for the node's ids.</summary>
    /// <param name="node">The node.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The membership; it lives as long as <see cref="HeartbeatAsync"/> renews it.</returns>
    /// <exception cref="StoreUnavailableException">All 1,024 numbers are leased, or the store takes no work.</exception>
    ValueTask<NodeMembership> JoinAsync(NewNode node, CancellationToken cancellationToken);

    /// <summary>Leaves the cluster, cleanly: the node's number is free again, its duties too.</summary>
    /// <param name="node">The membership.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The durable change.</returns>
    ValueTask LeaveAsync(NodeMembership node, CancellationToken cancellationToken);

    /// <summary>Makes a worker live, so that it can claim. Jobs that wait for a handler it has become free to be queued
    /// by <see cref="IJobMaintenance.PromoteAsync"/>.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The durable change.</returns>
    ValueTask AddWorkerAsync(NewWorker worker, CancellationToken cancellationToken);

    /// <summary>Lets a worker claim no more, for good, even if a claim of its is still on its way, and takes back the leases that it
    /// does not know of: for a worker one of whose claims was not answered. Leases that are held go on, and are renewed, as before.
    /// A worker that the store does not know is left alone; closing again is safe.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="held">The leases that it knows of, and perhaps some that have ended. Every other lease that it has is ended as
    /// <see cref="JobOutcome.Released"/>: its job is queued at its old place, with nothing counted against it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The durable change.</returns>
    ValueTask CloseWorkerAsync(WorkerIdentity worker, IReadOnlyList<Lease> held, CancellationToken cancellationToken);

    /// <summary>Ends a worker, for good. Leases that it still has are ended like expired ones.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The durable change.</returns>
    ValueTask RemoveWorkerAsync(WorkerIdentity worker, CancellationToken cancellationToken);

    /// <summary>Renews a node and its workers, and with them all their leases, and tells what they must know. A worker that
    /// is late is renewed like any other, as long as nobody has removed it, or reaped any of its jobs; a node that is late is
    /// not.</summary>
    /// <param name="heartbeat">Who lives, and for how long from now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The workers that have ended or are not known, and the cancellations asked of running jobs.</returns>
    ValueTask<HeartbeatReply> HeartbeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken);

    /// <summary>Takes, or keeps, a maintenance duty for a while. Two nodes that both believe to have it do no harm.</summary>
    /// <param name="duty">The duty.</param>
    /// <param name="node">Who wants it.</param>
    /// <param name="duration">For how long from now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether the node has it.</returns>
    ValueTask<bool> HoldDutyAsync(Duty duty, NodeMembership node, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Lists the workers that the store knows, the newest first.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>At most 1,000 workers.</returns>
    ValueTask<IReadOnlyList<Worker>> ListWorkersAsync(CancellationToken cancellationToken);
}
