namespace Pawl.Checker;

/// <summary>The wire names of the jobs that the program under test makes, and what the rules expect of each.</summary>
public static class JobTypes
{
    /// <summary>Returns at once.</summary>
    public const string Plain = "kill.plain";

    /// <summary>Returns at once, and is kept for no time at all.</summary>
    public const string Gone = "kill.gone";

    /// <summary>Takes some ten milliseconds.</summary>
    public const string Slow = "kill.slow";

    /// <summary>Throws in its first attempt.</summary>
    public const string Flaky = "kill.flaky";

    /// <summary>Throws in each of its <see cref="DoomedAttempts"/>.</summary>
    public const string Doomed = "kill.doomed";

    /// <summary>How many attempts <see cref="Doomed"/> has.</summary>
    public const int DoomedAttempts = 5;

    /// <summary>Returns its origin.</summary>
    public const string Result = "kill.result";

    /// <summary>Saves checkpoints.</summary>
    public const string Steps = "kill.steps";

    /// <summary>Writes a row of <c>effect</c>, and enqueues a job, in the transaction of its completion.</summary>
    public const string Effect = "kill.effect";

    /// <summary>Enqueued by the completion of <see cref="Effect"/>.</summary>
    public const string Follow = "kill.follow";

    /// <summary>Under its first lease, waits until it is told to stop.</summary>
    public const string Endless = "kill.endless";

    /// <summary>Under its first lease, never returns, whatever it is told.</summary>
    public const string Stuck = "kill.stuck";

    /// <summary>Ends its process.</summary>
    public const string Poison = "kill.poison";

    /// <summary>A tick of a schedule.</summary>
    public const string Tick = "kill.tick";

    /// <summary>The origin of a job that a completion enqueued.</summary>
    /// <param name="parent">The job that was completed.</param>
    /// <returns>The origin in its payload.</returns>
    public static string OriginOfFollower(long parent) => $"follow-{parent}";
}
