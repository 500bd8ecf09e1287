namespace Pawl.Storage.Contract;

/// <summary>What each <see cref="Ending"/> is, and leads to.</summary>
public static class Endings
{
    public static readonly TimeSpan Delay = TimeSpan.FromMinutes(10);

    public static JobOutcome ToOutcome(this Ending ending) => ending switch
    {
        Ending.Succeeded => JobOutcome.Succeeded.WithoutResult,
        Ending.Failed => new JobOutcome.Failed(new JobError("Acme.Broken", "It broke.")),
        Ending.Retried => new JobOutcome.Retry(new JobError("Acme.Flaky", "It broke this time."), Delay),
        Ending.Snoozed => new JobOutcome.Snoozed(Delay),
        Ending.Cancelled => new JobOutcome.Cancelled("the handler gave up"),
        Ending.Interrupted => JobOutcome.Interrupted.Instance,
        _ => JobOutcome.Released.Instance,
    };

    /// <summary>The state that an ending leads to.</summary>
    public static JobState Leads(this Ending ending, bool cancelRequested = false) => ending switch
    {
        Ending.Succeeded => JobState.Succeeded,
        Ending.Failed => JobState.Failed,
        _ when cancelRequested => JobState.Cancelled,
        Ending.Retried => JobState.Retrying,
        Ending.Snoozed => JobState.Scheduled,
        Ending.Cancelled => JobState.Cancelled,
        _ => JobState.Queued,
    };

    /// <summary>Whether the attempt ended by itself, and so counts.</summary>
    public static bool SpendsAttempt(this Ending ending) =>
        ending is Ending.Succeeded or Ending.Failed or Ending.Retried or Ending.Cancelled;
}
