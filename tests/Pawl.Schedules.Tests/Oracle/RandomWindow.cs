using NodaTime;
using NodaTime.TimeZones;

namespace Pawl.Schedules.Tests.Oracle;

/// <summary>Draws windows: most lie about a shift of clocks, the others anywhere.</summary>
/// <param name="random">What they are drawn with.</param>
public sealed class RandomWindow(Random random)
{
    private static readonly string[] Zones = [.. DateTimeZoneProviders.Tzdb.Ids];
    private static readonly Instant Oldest = Instant.FromUtc(1880, 1, 1, 0, 0);
    private static readonly Instant First = Instant.FromUtc(1970, 1, 1, 0, 0);
    private static readonly Instant Last = Instant.FromUtc(2100, 12, 31, 0, 0);

    public TickWindow Draw(bool bySeconds)
    {
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[Zones[random.Next(Zones.Length)]];
        Instant anywhere = Between(random.Next(10) == 0 ? Oldest : First, Last);
        ZoneInterval interval = zone.GetZoneInterval(anywhere);
        Instant centre = random.Next(4) == 0 ? anywhere
            : interval.HasEnd && interval.End < Last && random.Next(2) == 0 ? interval.End
            : interval.HasStart && interval.Start > Oldest ? interval.Start
            : interval.HasEnd && interval.End < Last ? interval.End
            : anywhere;
        Duration length = bySeconds ? Duration.FromHours(2) : Duration.FromHours(60);
        Instant start = centre - (length * random.NextDouble());
        return new TickWindow(
            zone,
            Instant.FromUnixTimeSeconds(start.ToUnixTimeSeconds() / 60 * 60),
            start + length,
            bySeconds ? Duration.FromSeconds(1) : Duration.FromMinutes(1));
    }

    private Instant Between(Instant first, Instant last) => first + ((last - first) * random.NextDouble());
}
