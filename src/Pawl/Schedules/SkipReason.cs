namespace Pawl;

/// <summary>Why a tick has no job.</summary>
public enum SkipReason
{
    /// <summary>An earlier job of the schedule was still alive, and the schedule's <see cref="OverlapPolicy"/> says so.</summary>
    Overlap,

    /// <summary>Nobody could start it in time, and the schedule's <see cref="CatchUpPolicy"/> says so.</summary>
    Missed,

    /// <summary>It was older than the schedule's catch-up window when somebody could start it.</summary>
    TooOld,

    /// <summary>The schedule was changed while the tick waited for an earlier job to finish.</summary>
    Superseded,

    /// <summary>The job could not be made; the ledger says why.</summary>
    Invalid,
}
