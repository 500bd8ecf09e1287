namespace Pawl.Simulation.Faults;

/// <summary>What befalls a node, or the store.</summary>
internal enum Disaster
{
    /// <summary>A process is killed, and started again later.</summary>
    Kill,

    /// <summary>A process is asked to stop, and started again later.</summary>
    Stop,

    /// <summary>A process stands still, often for longer than its leases live.</summary>
    Pause,

    /// <summary>A process reaches the store no more for a while.</summary>
    Cut,

    /// <summary>The wall clock of a node is set.</summary>
    SetNodeClock,

    /// <summary>The wall clock of the store's machine is set.</summary>
    SetStoreClock,

    /// <summary>All processes are killed at once.</summary>
    KillAll,

    /// <summary>All processes stand still, often for hours, as when a machine sleeps; the store's clock goes on.</summary>
    Suspend,
}
