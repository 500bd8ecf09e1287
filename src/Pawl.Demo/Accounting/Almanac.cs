using Pawl.Demo.Cities;
using Pawl.Demo.Sun;

namespace Pawl.Demo.Accounting;

/// <summary>How high the sun stands, to 0.01°, by the short formulas of the Astronomical Almanac (page C5, "Low precision
/// formulas for the Sun"). It shares no formula with <see cref="SolarCalculator"/>, so that one can check the other.</summary>
internal static class Almanac
{
    private const double AltitudeAtSunrise = -0.833;

    // 0.25° of altitude are one minute at the equator. What also needs it: on the first and last day of a polar summer or
    // winter the sun's declination moves by up to 0.2° between noon and the event.
    private const double Tolerance = 0.25;

    // The sun is at most 16.5 minutes early or late, and the middle of a day near the circles is not quite its noon.
    private static readonly TimeSpan LargestNoonError = TimeSpan.FromMinutes(30);

    // Both events of a day may be a little beyond its midnights, because the length of a solar day changes.
    private static readonly TimeSpan LongestDay = TimeSpan.FromHours(24.1);

    /// <summary>Whether sun times agree with where the sun stands.</summary>
    /// <param name="city">The place.</param>
    /// <param name="date">The day.</param>
    /// <param name="times">The times in question.</param>
    /// <returns>Whether they do.</returns>
    public static bool Confirms(City city, DateOnly date, SunTimes times)
    {
        DateTimeOffset noon = new DateTimeOffset(date, new TimeOnly(12, 0), TimeSpan.Zero).AddDays(-city.Longitude / 360);
        return times switch
        {
            { Kind: DayKind.PolarDay, SunriseAt: null, SunsetAt: null } =>
                Altitude(city, noon.AddHours(-12)) > AltitudeAtSunrise - Tolerance
                && Altitude(city, noon.AddHours(12)) > AltitudeAtSunrise - Tolerance,
            { Kind: DayKind.PolarNight, SunriseAt: null, SunsetAt: null } =>
                Altitude(city, noon) < AltitudeAtSunrise + Tolerance,
            { Kind: DayKind.Ordinary, SunriseAt: { } sunrise, SunsetAt: { } sunset } =>
                IsAtHorizon(city, sunrise)
                && IsAtHorizon(city, sunset)
                && sunrise < sunset
                && sunset - sunrise < LongestDay
                && (sunrise + ((sunset - sunrise) / 2) - noon).Duration() < LargestNoonError,
            _ => false,
        };
    }

    /// <summary>Calculates the altitude of the sun's centre, without refraction.</summary>
    /// <param name="city">The place.</param>
    /// <param name="instant">The instant.</param>
    /// <returns>Degrees above the horizon.</returns>
    public static double Altitude(City city, DateTimeOffset instant)
    {
        double days = (instant - new DateTimeOffset(2000, 1, 1, 12, 0, 0, TimeSpan.Zero)).TotalDays;
        double anomaly = Radians(357.528 + (0.9856003 * days));
        double longitude = Radians(
            280.460 + (0.9856474 * days) + (1.915 * Math.Sin(anomaly)) + (0.020 * Math.Sin(2 * anomaly)));
        double obliquity = Radians(23.439 - (0.0000004 * days));

        double rightAscension = Math.Atan2(Math.Cos(obliquity) * Math.Sin(longitude), Math.Cos(longitude));
        double declination = Math.Asin(Math.Sin(obliquity) * Math.Sin(longitude));
        double siderealHours = 18.697374558 + (24.06570982441908 * days);
        double hourAngle = Radians((siderealHours * 15) + city.Longitude) - rightAscension;

        double latitude = Radians(city.Latitude);
        double sine = (Math.Sin(latitude) * Math.Sin(declination))
            + (Math.Cos(latitude) * Math.Cos(declination) * Math.Cos(hourAngle));
        return double.RadiansToDegrees(Math.Asin(sine));
    }

    private static bool IsAtHorizon(City city, DateTimeOffset instant) =>
        Math.Abs(Altitude(city, instant) - AltitudeAtSunrise) < Tolerance;

    private static double Radians(double degrees) => double.DegreesToRadians(degrees);
}
