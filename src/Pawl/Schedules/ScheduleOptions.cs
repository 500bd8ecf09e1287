namespace Pawl;

/// <summary>How a schedule runs, beside its rule.</summary>
public sealed record ScheduleOptions
{
    /// <summary>The longest delay that chance may add.</summary>
    public static readonly TimeSpan LongestJitter = TimeSpan.FromHours(24);

    /// <summary>Whose wall clock the rule means: an IANA name such as <c>Europe/Berlin</c>.</summary>
    /// <value><c>UTC</c> by default.</value>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>The days on which it runs, such as business days; every day by default.</summary>
    public DaySet? Days { get; init; }

    /// <summary>What becomes of a run on any other day.</summary>
    public OffDayPolicy OffDays { get; init; }

    /// <summary>What becomes of a tick while an earlier job still lives.</summary>
    public OverlapPolicy Overlap { get; init; }

    /// <summary>What becomes of ticks that nobody could start within a minute.</summary>
    /// <value><see cref="CatchUpPolicy.Latest"/> by default.</value>
    public CatchUpPolicy CatchUp { get; init; } = CatchUpPolicy.Latest;

    /// <summary>How old a tick may be and still run.</summary>
    /// <value>7 days by default; from 1 minute to 10 years.</value>
    public TimeSpan CatchUpWindow { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Spreads starts: each tick's job is due up to so much later, by a hash of the schedule's name and the tick.</summary>
    /// <value>Zero by default; at most 24 hours.</value>
    public TimeSpan Jitter { get; init; }

    /// <summary>The first instant at which it may run.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>The last instant at which it may run.</summary>
    public DateTimeOffset? EndAt { get; init; }

    /// <summary>A property of the payload that is set to the nominal instant of the tick, as ISO 8601; none by default. The handler's
    /// <see cref="JobContext.Tick"/> has it in any case.</summary>
    public string? TickProperty { get; init; }

    /// <summary>Who makes the change, for the versions; at most 200 characters.</summary>
    public string? Author { get; init; }
}
