using NodaTime;
using Pawl.Schedules.Ticks;

namespace Pawl.Schedules.Rules;

/// <summary>What a rule and the options beside it come to. Immutable.</summary>
internal sealed class CompiledRule
{
    private readonly TickSequence ticks;
    private readonly LocalTimes? times;
    private readonly DateTimeZone zone;

    public CompiledRule(TickSequence ticks, LocalTimes? times, DateTimeZone zone, string description)
    {
        this.ticks = ticks;
        this.times = times;
        this.zone = zone;
        Description = description;
    }

    /// <summary>The rule in words.</summary>
    public string Description { get; }

    /// <summary>The first tick after an instant; null when there is none.</summary>
    public DateTimeOffset? After(DateTimeOffset instant) => ticks.After(Instant.FromDateTimeOffset(instant))?.ToDateTimeOffset();

    /// <summary>The last tick up to an instant, itself included; null when there is none.</summary>
    public DateTimeOffset? UpTo(DateTimeOffset instant) =>
        ticks.Before(Instant.FromDateTimeOffset(instant) + Duration.Epsilon)?.ToDateTimeOffset();

    /// <summary>The ticks after an instant, in order.</summary>
    public IEnumerable<DateTimeOffset> AllAfter(DateTimeOffset instant)
    {
        for (DateTimeOffset? tick = After(instant); tick is { } at; tick = After(at))
        {
            yield return at;
        }
    }

    /// <summary>The runs after an instant, as people see them.</summary>
    public IEnumerable<ScheduleRun> RunsAfter(DateTimeOffset instant) => AllAfter(instant).Select(ToRun);

    private ScheduleRun ToRun(DateTimeOffset tick)
    {
        ZonedDateTime zoned = Instant.FromDateTimeOffset(tick).InZone(zone);
        return new ScheduleRun(zoned.ToDateTimeOffset(), zoned.LocalDateTime.ToDateTimeUnspecified(), NoteOn(zoned));
    }

    /// <summary>What daylight saving time does to a tick.</summary>
    private string? NoteOn(ZonedDateTime tick)
    {
        if (times is null)
        {
            return null;
        }

        if (zone.MapLocal(tick.LocalDateTime) is { Count: 2 } twice)
        {
            return tick.ToInstant() == twice.First().ToInstant() ? "this time comes twice; the first" : "this time comes twice; the second";
        }

        // At the end of a gap, the rule may have meant a time within it.
        NodaTime.TimeZones.ZoneInterval interval = tick.GetZoneInterval();
        if (!interval.HasStart || interval.Start != tick.ToInstant())
        {
            return null;
        }

        LocalDateTime gapStart = interval.Start.WithOffset(zone.GetUtcOffset(interval.Start - Duration.Epsilon)).LocalDateTime;
        return times.AtOrAfter(gapStart) is { } meant && meant < tick.LocalDateTime
            ? $"{meant:HH:mm} does not exist on this day"
            : null;
    }
}
