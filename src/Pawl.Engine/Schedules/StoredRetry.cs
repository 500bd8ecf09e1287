namespace Pawl.Engine.Schedules;

/// <summary>A retry policy without its rules that are code, as it is stored with a schedule.</summary>
internal sealed record StoredRetry(
    int MaxAttempts, TimeSpan InitialDelay, TimeSpan MaxDelay, double Factor, double Jitter, IReadOnlyList<string> NeverOn)
{
    public static StoredRetry? Of(RetryPolicy? policy) => policy is null
        ? null
        : new(policy.MaxAttempts, policy.InitialDelay, policy.MaxDelay, policy.Factor, policy.Jitter, [.. policy.NeverOn]);

    public RetryPolicy ToPolicy() => NeverOn.Aggregate(
        RetryPolicy.Exponential(MaxAttempts, InitialDelay, MaxDelay, Factor, Jitter),
        (policy, exceptionType) => policy.NotOn(exceptionType));
}
