namespace Pawl.Storage;

/// <summary>Work that any node may do for the whole cluster.</summary>
public enum Duty
{
    /// <summary>Queue jobs that have become due, or whose handler has come.</summary>
    Promote,

    /// <summary>End the leases of workers that are not live.</summary>
    Reap,

    /// <summary>Delete what is past its retention.</summary>
    Prune,

    /// <summary>Decide the ticks of schedules.</summary>
    Schedule,
}
