namespace Pawl;

/// <summary>The parts of a job that only its own page needs.</summary>
public sealed record JobDetails
{
    /// <summary>The serialized job, UTF-8 JSON.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The serialized result, UTF-8 JSON; null until it succeeded with one.</summary>
    public ReadOnlyMemory<byte>? Result { get; init; }

    /// <summary>The last checkpoint, UTF-8 JSON; null before the first.</summary>
    public ReadOnlyMemory<byte>? Checkpoint { get; init; }

    /// <summary>What travels with the job, the trace context among it.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = JobLimits.NoMetadata;

    /// <summary>The longest an attempt may run; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The policy stored with the job; null when its worker's applies.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>What went wrong, oldest first, at most <see cref="JobFailure.Kept"/>.</summary>
    public IReadOnlyList<JobFailure> Failures { get; init; } = [];
}
