namespace Pawl;

/// <summary>How often a job may be ended by something other than itself. Failed attempts have a budget of their own, in
/// <see cref="RetryPolicy.MaxAttempts"/>.</summary>
public static class JobBudgets
{
    /// <summary>The crash that ends a job: a job that lost its lease this often kills its worker.</summary>
    public const int MaxCrashes = 3;

    /// <summary>The interruption that ends a job.</summary>
    public const int MaxInterruptions = 100;

    /// <summary>Whether one more crash would end the job, so that it must run alone in its process: only a job that was
    /// alone when its process died is proven guilty.</summary>
    /// <param name="crashes">The crashes so far.</param>
    /// <returns>Whether it is the last chance.</returns>
    public static bool IsLastChance(int crashes) => crashes >= MaxCrashes - 1;

    /// <summary>What becomes of a job whose lease was lost.</summary>
    /// <param name="crashes">The crashes so far, this one included.</param>
    /// <param name="cancelRequested">Whether someone asked for it to stop.</param>
    /// <returns>The next state.</returns>
    public static JobState AfterCrash(int crashes, bool cancelRequested) =>
        cancelRequested ? JobState.Cancelled
        : crashes >= MaxCrashes ? JobState.Failed
        : JobState.Queued;

    /// <summary>What becomes of a job whose attempt was ended by a shutdown.</summary>
    /// <param name="interruptions">The interruptions so far, this one included.</param>
    /// <param name="cancelRequested">Whether someone asked for it to stop.</param>
    /// <returns>The next state.</returns>
    public static JobState AfterInterruption(int interruptions, bool cancelRequested) =>
        cancelRequested ? JobState.Cancelled
        : interruptions >= MaxInterruptions ? JobState.Failed
        : JobState.Queued;
}
