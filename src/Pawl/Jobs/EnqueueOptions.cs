namespace Pawl;

/// <summary>How to enqueue a job. What is not set comes from <see cref="JobAttribute"/>, the handler's registration, or
/// the configuration, in this order.</summary>
public sealed class EnqueueOptions
{
    /// <summary>The line to stand in.</summary>
    public QueueName? Queue { get; init; }

    /// <summary>Lower numbers run first; 0 by default.</summary>
    public int? Priority { get; init; }

    /// <summary>Same request, same job: within 24 hours, the same key in the same queue gives the same job. The same key
    /// with another job is refused.</summary>
    public IdempotencyKey? IdempotencyKey { get; init; }

    /// <summary>At most one live job carries this key.</summary>
    public UniqueJob? Unique { get; init; }

    /// <summary>Words to find the job by: at most 32, each 1 to 64 characters.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>What travels with the job; at most 8 Ki characters in all. The trace context is added by itself, as
    /// <c>traceparent</c> and <c>tracestate</c>.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>The longest an attempt may run; more than 0, at most 10 years.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How attempts are repeated. It is stored with the job, so it may hold no
    /// <see cref="RetryPolicy.RetryAfter{TException}"/> rule.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>How long the job is kept after it succeeded or was cancelled; zero deletes it at once, and its result
    /// with it; at most 10 years. Failed jobs are kept by the configuration.</summary>
    public TimeSpan? Retention { get; init; }
}
