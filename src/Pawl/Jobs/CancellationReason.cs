namespace Pawl;

/// <summary>Why a handler's cancellation token fired.</summary>
public enum CancellationReason
{
    /// <summary>Someone cancelled the job. Obeying ends it as <see cref="JobState.Cancelled"/>.</summary>
    Requested,

    /// <summary>The attempt ran longer than the job's timeout. It counts as a failed attempt.</summary>
    Timeout,

    /// <summary>The worker lost its lease; another worker may hold the job. Nothing this attempt does is recorded.</summary>
    LeaseLost,

    /// <summary>The process is stopping. The job is given back, and no attempt is spent.</summary>
    Shutdown,
}
