namespace Pawl;

/// <summary>Where a job is in its life. What may follow what is said once, in <see cref="JobTransitions"/>.</summary>
public enum JobState
{
    /// <summary>Waits for its time to come. Becomes <see cref="Queued"/> when it is due.</summary>
    Scheduled,

    /// <summary>Due, and free to be claimed.</summary>
    Queued,

    /// <summary>Held by a worker under a lease.</summary>
    Running,

    /// <summary>An attempt failed; waits for its next one. Becomes <see cref="Queued"/> when the delay is over.</summary>
    Retrying,

    /// <summary>Due, but kept back by something that is not time; <see cref="Job.WaitingReason"/> says what.</summary>
    Waiting,

    /// <summary>Finished: its handler returned.</summary>
    Succeeded,

    /// <summary>Finished: no budget is left, or the error was permanent. This is the dead letter.</summary>
    Failed,

    /// <summary>Finished: someone asked for it to stop.</summary>
    Cancelled,
}
