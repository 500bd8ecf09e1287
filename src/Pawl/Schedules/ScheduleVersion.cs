namespace Pawl;

/// <summary>What a schedule was from one change to the next.</summary>
public sealed record ScheduleVersion
{
    /// <summary>1 for the first; one more with each change, also when a deleted schedule is made anew.</summary>
    public required int Number { get; init; }

    /// <summary>From when on it applied.</summary>
    public required DateTimeOffset ValidFrom { get; init; }

    /// <summary>Until when it applied; null for the version in force.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>Its rule.</summary>
    public required ScheduleRule Rule { get; init; }

    /// <summary>Its rule in words.</summary>
    public required string Description { get; init; }

    /// <summary>What else was said of it.</summary>
    public required ScheduleOptions Options { get; init; }

    /// <summary>The type of its jobs.</summary>
    public required JobType JobType { get; init; }

    /// <summary>Whether it rested.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Why it was paused, resumed or changed, as somebody has said.</summary>
    public string? Reason { get; init; }

    /// <summary>Who made the change.</summary>
    public string? Author { get; init; }

    /// <summary>Whether the application's code declares it.</summary>
    public bool IsDeclared { get; init; }

    /// <summary>What the change did to the next 30 runs.</summary>
    public ScheduleDifference Difference { get; init; } = ScheduleDifference.None;
}
