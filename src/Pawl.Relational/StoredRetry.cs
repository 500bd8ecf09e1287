namespace Pawl.Relational;

/// <summary>A retry policy as it is stored: without the rules that are code.</summary>
internal sealed record StoredRetry(
    int MaxAttempts, long InitialDelayMs, long MaxDelayMs, double Factor, double Jitter, string[]? NeverOn)
{
    public static StoredRetry From(RetryPolicy policy) => new(
        policy.MaxAttempts,
        (long)policy.InitialDelay.TotalMilliseconds,
        (long)policy.MaxDelay.TotalMilliseconds,
        policy.Factor,
        policy.Jitter,
        policy.NeverOn.IsEmpty ? null : [.. policy.NeverOn]);

    public RetryPolicy ToPolicy()
    {
        RetryPolicy policy = RetryPolicy.Exponential(
            MaxAttempts,
            TimeSpan.FromMilliseconds(InitialDelayMs),
            TimeSpan.FromMilliseconds(MaxDelayMs),
            Factor,
            Jitter);
        foreach (string exceptionType in NeverOn ?? [])
        {
            policy = policy.NotOn(exceptionType);
        }

        return policy;
    }
}
