namespace Pawl;

/// <summary>What keeps a job in <see cref="JobState.Waiting"/>.</summary>
public enum WaitingReason
{
    /// <summary>No live worker has a handler for the job's type. The job is queued again when one has.</summary>
    NoHandler,
}
