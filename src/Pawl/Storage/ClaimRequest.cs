namespace Pawl.Storage;

/// <summary>Asks for jobs.</summary>
public sealed record ClaimRequest
{
    /// <summary>Who claims.</summary>
    public required WorkerIdentity Worker { get; init; }

    /// <summary>The line to claim from.</summary>
    public required QueueName Queue { get; init; }

    /// <summary>The types that the worker has handlers for.</summary>
    public required IReadOnlySet<JobType> Types { get; init; }

    /// <summary>How many jobs can start at once; 0 to 10,000.</summary>
    public required int FreeSlots { get; init; }

    /// <summary>How many more to claim for soon after; 0 to 10,000.</summary>
    public int Prefetch { get; init; }
}
