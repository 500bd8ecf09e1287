namespace Pawl.Storage;

/// <summary>A worker that wants to claim.</summary>
/// <param name="Identity">Its id and nonce.</param>
/// <param name="Node">The node it runs in.</param>
/// <param name="NodeName">What people call that node.</param>
/// <param name="Queue">The line it serves.</param>
/// <param name="Concurrency">How many jobs it runs at once.</param>
/// <param name="Types">The types that it has handlers for.</param>
/// <param name="LeaseDuration">How long it lives without a heartbeat.</param>
public sealed record NewWorker(
    WorkerIdentity Identity,
    NodeMembership Node,
    string NodeName,
    QueueName Queue,
    int Concurrency,
    IReadOnlySet<JobType> Types,
    TimeSpan LeaseDuration);
