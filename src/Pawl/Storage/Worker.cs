namespace Pawl.Storage;

/// <summary>A worker as the store had it at one moment.</summary>
/// <param name="Id">The worker.</param>
/// <param name="NodeName">What people call its node.</param>
/// <param name="Queue">The line it serves.</param>
/// <param name="Concurrency">How many jobs it runs at once.</param>
/// <param name="StartedAt">When it was added.</param>
/// <param name="LeaseUntil">When it is taken for dead, unless it renews; the Unix epoch for one that has ended and still has
/// leases.</param>
public sealed record Worker(
    WorkerId Id, string NodeName, QueueName Queue, int Concurrency, DateTimeOffset StartedAt, DateTimeOffset LeaseUntil);
