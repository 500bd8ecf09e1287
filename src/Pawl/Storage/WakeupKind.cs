namespace Pawl.Storage;

/// <summary>What there is to do.</summary>
public enum WakeupKind
{
    /// <summary>A queue has jobs to claim.</summary>
    JobsQueued,

    /// <summary>A job was scheduled for later, so the next due time may have changed.</summary>
    JobsScheduled,

    /// <summary>Cancellation of a running job was requested.</summary>
    CancellationRequested,

    /// <summary>A schedule was changed, so the next look may be due earlier.</summary>
    SchedulesChanged,
}
