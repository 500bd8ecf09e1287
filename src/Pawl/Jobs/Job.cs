namespace Pawl;

/// <summary>A job as the store had it at one moment.</summary>
public sealed record Job
{
    /// <summary>The job's name, for ever.</summary>
    public required JobId Id { get; init; }

    /// <summary>The line it stands in, or stood in.</summary>
    public required QueueName Queue { get; init; }

    /// <summary>Which handler it is for.</summary>
    public required JobType Type { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required JobState State { get; init; }

    /// <summary>Why it waits; set only in <see cref="JobState.Waiting"/>.</summary>
    public WaitingReason? WaitingReason { get; init; }

    /// <summary>Lower numbers run first.</summary>
    public int Priority { get; init; }

    /// <summary>When it is, or was last, due.</summary>
    public required DateTimeOffset RunAt { get; init; }

    /// <summary>When it was stored.</summary>
    public required DateTimeOffset EnqueuedAt { get; init; }

    /// <summary>When its current or last attempt was claimed; null when it never was.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it finished; null while it lives.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The attempt that runs now, or the last one that ended by itself; 0 before the first.</summary>
    public int Attempt { get; init; }

    /// <summary>How often a worker lost its lease on this job.</summary>
    public int Crashes { get; init; }

    /// <summary>How often a shutdown ended an attempt.</summary>
    public int Interruptions { get; init; }

    /// <summary>Orders the leases that the job had; 0 before the first.</summary>
    public FencingToken Token { get; init; }

    /// <summary>Who holds it; null unless <see cref="JobState.Running"/>.</summary>
    public WorkerId? Worker { get; init; }

    /// <summary>Why it was, or is asked to be, cancelled.</summary>
    public string? CancelReason { get; init; }

    /// <summary>How far it says it is.</summary>
    public JobProgress? Progress { get; init; }

    /// <summary>At most one live job carries this key.</summary>
    public UniqueKey? UniqueKey { get; init; }

    /// <summary>The key under which it was requested.</summary>
    public IdempotencyKey? IdempotencyKey { get; init; }

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What is too large for lists; null in lists.</summary>
    public JobDetails? Details { get; init; }
}
