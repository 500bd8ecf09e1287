namespace Pawl.Storage;

/// <summary>What is to be written of one schedule in one transaction: decided ticks with their jobs, and perhaps a change.</summary>
public sealed record ScheduleWrite
{
    /// <summary>The schedule.</summary>
    public required ScheduleName Name { get; init; }

    /// <summary>The revision that it was decided from; null when there must be no such schedule.</summary>
    public required long? Revision { get; init; }

    /// <summary>Ticks that become jobs, in order; by the version in force before the change, if there is one.</summary>
    public IReadOnlyList<FiredTick> Fired { get; init; } = [];

    /// <summary>Ticks that do not, in order.</summary>
    public IReadOnlyList<SkippedTicks> Skipped { get; init; } = [];

    /// <summary>All ticks up to this instant are decided then; not before what is stored, and not after the store's time. Null means
    /// the store's time, and is all that there is to say of a new schedule.</summary>
    public DateTimeOffset? DecidedUntil { get; init; }

    /// <summary>Ticks behind it, up to this instant, were seen in time and wait for an earlier job to finish; null when none
    /// waits.</summary>
    public DateTimeOffset? SeenUntil { get; init; }

    /// <summary>When somebody must look at it again; null for never.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The change, if it is one.</summary>
    public NewScheduleVersion? Version { get; init; }

    /// <summary>Whether the schedule is deleted; its versions and its ledger stay.</summary>
    public bool IsDeleted { get; init; }
}
