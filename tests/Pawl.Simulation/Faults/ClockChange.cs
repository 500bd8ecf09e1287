using NodaTime;

namespace Pawl.Simulation.Faults;

/// <summary>A change of clocks in a zone.</summary>
/// <param name="ZoneName">The zone.</param>
/// <param name="Before">A day on which it is still to come, and the next one is it.</param>
internal sealed record ClockChange(string ZoneName, DateOnly Before)
{
    /// <summary>Six zones: gaps and overlaps by day and at midnight, of an hour, of half an hour and of two; a lost day.</summary>
    public static IReadOnlyList<ClockChange> All { get; } =
    [
        new("Europe/Berlin", new DateOnly(2026, 3, 20)),
        new("Europe/Berlin", new DateOnly(2026, 10, 20)),
        new("Australia/Lord_Howe", new DateOnly(2026, 4, 1)),
        new("Australia/Lord_Howe", new DateOnly(2026, 10, 1)),
        new("Africa/Cairo", new DateOnly(2026, 4, 20)),
        new("Africa/Cairo", new DateOnly(2026, 10, 20)),
        new("Antarctica/Troll", new DateOnly(2026, 3, 20)),
        new("Antarctica/Troll", new DateOnly(2026, 10, 20)),
        new("America/Sao_Paulo", new DateOnly(2018, 2, 10)),
        new("America/Sao_Paulo", new DateOnly(2018, 11, 1)),
        new("Pacific/Apia", new DateOnly(2011, 12, 20)),
    ];

    public DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb[ZoneName];

    /// <summary>The first instant of the new offset.</summary>
    public DateTimeOffset At => Zone.GetZoneInterval(Instant.FromUtc(Before.Year, Before.Month, Before.Day, 0, 0)).End.ToDateTimeOffset();

    /// <summary>The hour that clocks show at the change.</summary>
    public int Hour => Instant.FromDateTimeOffset(At).InZone(Zone).Hour;
}
