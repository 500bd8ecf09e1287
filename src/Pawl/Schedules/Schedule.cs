namespace Pawl;

/// <summary>A schedule as the store had it at one moment.</summary>
public sealed record Schedule
{
    /// <summary>Its name.</summary>
    public required ScheduleName Name { get; init; }

    /// <summary>The version in force, and with it what it does.</summary>
    public required ScheduleVersion Version { get; init; }

    /// <summary>When it runs next; null when it is paused, or never runs again.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Jobs of earlier ticks that still live, at most 100.</summary>
    public IReadOnlyList<JobId> LiveJobs { get; init; } = [];
}
