namespace Pawl.Checker.Histories;

/// <summary>One invariant, checked while the history is written.</summary>
/// <param name="invariant">Its number and what it says.</param>
public abstract class HistoryRule(string invariant)
{
    /// <summary>The number of the invariant and what it says.</summary>
    public string Invariant { get; } = invariant;

    /// <summary>Where violations are told.</summary>
    internal Action<HistoryRule, long, string> Report { get; set; } = (_, _, _) => { };

    /// <summary>The store has done what a call asked.</summary>
    public virtual void OnApplied(History history, Call call)
    {
    }

    /// <summary>A caller has its answer.</summary>
    public virtual void OnReturned(History history, Call call)
    {
    }

    /// <summary>A job changed; the track is still as it was before.</summary>
    public virtual void OnChanged(History history, JobTrack job, in JobChanged change)
    {
    }

    /// <summary>A worker was renewed, or ended.</summary>
    public virtual void OnRenewed(History history, in WorkerRenewed renewal)
    {
    }

    /// <summary>A handler has begun or ended.</summary>
    public virtual void OnHandler(History history, in HandlerNoted note)
    {
    }

    /// <summary>Faults are over, and all had time to come to rest.</summary>
    public virtual void AtEnd(History history, Ending ending)
    {
    }

    /// <summary>Tells a violation.</summary>
    protected void Violated(long job, string what) => Report(this, job, what);
}
