namespace Pawl.Storage;

/// <summary>A claimed job: all that a worker needs to run it.</summary>
public sealed record LeasedJob
{
    /// <summary>The right to run it.</summary>
    public required Lease Lease { get; init; }

    /// <summary>The line it was claimed from.</summary>
    public required QueueName Queue { get; init; }

    /// <summary>Which handler it is for.</summary>
    public required JobType Type { get; init; }

    /// <summary>The serialized job, UTF-8 JSON.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The number of this attempt, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>How often a worker lost its lease on this job.</summary>
    public int Crashes { get; init; }

    /// <summary>When it became due.</summary>
    public required DateTimeOffset RunAt { get; init; }

    /// <summary>The longest the attempt may run; null leaves it to the worker.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How attempts are repeated; null leaves it to the worker.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What travels with it.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = JobLimits.NoMetadata;

    /// <summary>The last checkpoint, UTF-8 JSON; null before the first.</summary>
    public ReadOnlyMemory<byte>? Checkpoint { get; init; }
}
