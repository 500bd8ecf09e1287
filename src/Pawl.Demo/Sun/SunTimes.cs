namespace Pawl.Demo.Sun;

/// <summary>When the sun rises and sets on one day at one place.</summary>
/// <param name="Kind">Whether it does.</param>
/// <param name="SunriseAt">When it rises; null on a polar day or night.</param>
/// <param name="SunsetAt">When it sets; null on a polar day or night.</param>
internal readonly record struct SunTimes(DayKind Kind, DateTimeOffset? SunriseAt, DateTimeOffset? SunsetAt)
{
    /// <summary>How long the sun is up; 0 to 24 hours.</summary>
    public TimeSpan Daylight => Kind switch
    {
        DayKind.PolarDay => TimeSpan.FromDays(1),
        DayKind.PolarNight => TimeSpan.Zero,
        _ => TimeSpan.FromTicks(Math.Min(
            (SunsetAt.GetValueOrDefault() - SunriseAt.GetValueOrDefault()).Ticks, TimeSpan.TicksPerDay)),
    };
}
