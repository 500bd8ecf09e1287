namespace Pawl;

/// <summary>What becomes of a tick while a job of an earlier one still lives: it waits, runs or retries.</summary>
public enum OverlapPolicy
{
    /// <summary>The tick is skipped.</summary>
    Skip,

    /// <summary>The first such tick runs when the job has finished, the others are skipped.</summary>
    BufferOne,

    /// <summary>All such ticks run one after the other. What comes meanwhile joins them, also in an outage, whatever
    /// <see cref="CatchUpPolicy"/> says; only the window ends it.</summary>
    BufferAll,

    /// <summary>The job is cancelled, and the tick runs at once.</summary>
    CancelOther,

    /// <summary>The tick runs at once, beside it.</summary>
    Allow,
}
