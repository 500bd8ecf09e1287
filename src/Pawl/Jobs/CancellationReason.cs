namespace Pawl;

/// <summary>Why a handler's cancellation token fired.</summary>
public enum CancellationReason
{
    /// <summary>Someone cancelled the job. Obeying ends it as <see cref="JobState.Cancelled"/>.</summary>
    Requested,

    /// <summary>The attempt ran longer than the job's timeout. It counts as a failed attempt.</summary>
    Timeout,

    /// <summary>The worker lost its lease, or could not renew it in time; another worker may hold the job. If one does, nothing this
    /// attempt does is recorded; if none does, obeying gives the job back, and no attempt is spent.</summary>
    LeaseLost,

    /// <summary>The process is stopping. The job is given back, and no attempt is spent.</summary>
    Shutdown,
}
