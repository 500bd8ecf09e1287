namespace Pawl.Engine.Clients;

/// <summary>What applies to a job where neither the call, nor its attribute, nor its handler says otherwise.</summary>
internal sealed record ClientSettings
{
    /// <summary>The most bytes of a payload.</summary>
    public int MaxPayloadBytes { get; init; } = JobLimits.PayloadBytes;

    /// <summary>How long a succeeded or cancelled job is kept.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long a failed job is kept.</summary>
    public TimeSpan FailedRetention { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The policy that <see cref="JobAttribute.MaxAttempts"/> changes when the handler has none.</summary>
    public RetryPolicy Retry { get; init; } = RetryPolicy.Default;
}
