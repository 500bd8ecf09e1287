namespace Pawl.Storage;

/// <summary>A schedule as a store has it.</summary>
public sealed record StoredSchedule
{
    /// <summary>Its name.</summary>
    public required ScheduleName Name { get; init; }

    /// <summary>Changes with every write; a write that expects another is not applied.</summary>
    public required long Revision { get; init; }

    /// <summary>The version in force.</summary>
    public required StoredScheduleVersion Version { get; init; }

    /// <summary>All ticks up to this instant are decided.</summary>
    public required DateTimeOffset DecidedUntil { get; init; }

    /// <summary>Ticks behind it, up to this instant, were seen in time and wait for an earlier job to finish; null when none
    /// waits.</summary>
    public DateTimeOffset? SeenUntil { get; init; }

    /// <summary>When somebody must look at it again; null for never.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Its jobs that live, lowest id first; at most 100.</summary>
    public IReadOnlyList<JobId> LiveJobs { get; init; } = [];
}
