namespace Pawl.Storage;

/// <summary>A job to be stored. Its limits are checked already.</summary>
public sealed record NewJob
{
    /// <summary>Made by the client. Storing the same id twice stores one job.</summary>
    public required JobId Id { get; init; }

    /// <summary>The line to stand in.</summary>
    public required QueueName Queue { get; init; }

    /// <summary>Which handler it is for.</summary>
    public required JobType Type { get; init; }

    /// <summary>The serialized job, UTF-8 JSON.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Lower numbers run first.</summary>
    public int Priority { get; init; }

    /// <summary>When it is due, by the store's clock.</summary>
    public JobDue Due { get; init; }

    /// <summary>Same request, same job, within <see cref="JobLimits.IdempotencyWindow"/>, in the same queue.</summary>
    public IdempotencyKey? IdempotencyKey { get; init; }

    /// <summary>At most one live job carries this key.</summary>
    public UniqueJob? Unique { get; init; }

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What travels with it.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = JobLimits.NoMetadata;

    /// <summary>The longest an attempt may run; null leaves it to the worker.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How attempts are repeated; null leaves it to the worker. Its rules that are code are not stored.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>How long it is kept after it succeeded or was cancelled; zero deletes it at once.</summary>
    public required TimeSpan Retention { get; init; }

    /// <summary>How long it is kept after it failed.</summary>
    public required TimeSpan FailedRetention { get; init; }
}
