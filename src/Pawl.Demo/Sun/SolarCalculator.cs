namespace Pawl.Demo.Sun;

/// <summary>Sunrise and sunset at sea level, to about a minute below 72° of latitude.</summary>
/// <remarks>The formulas are those of NOAA's Solar Calculator (https://gml.noaa.gov/grad/solcalc/calcdetails.html), after
/// Jean Meeus, "Astronomical Algorithms". As there, the sun rises when its centre is 0.833° below the horizon: 34′ for
/// refraction and 16′ for its radius.</remarks>
internal static class SolarCalculator
{
    private const double MinutesPerDay = 1440;
    private const double NoonMinutes = 720;
    private const double MinutesPerDegree = 4;
    private const double ZenithAtSunrise = 90.833;

    // The sun moves while it rises. A second pass with the instant that the first one found is exact to a second.
    private const int Passes = 2;

    /// <summary>Calculates for one day: from solar midnight to solar midnight, around the noon of the date at that
    /// longitude. East and west of Greenwich an event may so belong to the neighbouring day of UTC.</summary>
    /// <param name="date">The day.</param>
    /// <param name="latitude">Degrees, north positive; −90 to 90.</param>
    /// <param name="longitude">Degrees, east positive; −180 to 180.</param>
    /// <returns>The times, to the second.</returns>
    public static SunTimes Calculate(DateOnly date, double latitude, double longitude)
    {
        double noon = NoonMinutes - (MinutesPerDegree * longitude);
        double cosine = CosineOfHourAngle(SunPosition.At(date, noon), latitude);
        if (cosine is < -1 or > 1)
        {
            return new SunTimes(cosine < 0 ? DayKind.PolarDay : DayKind.PolarNight, null, null);
        }

        return new SunTimes(
            DayKind.Ordinary,
            InstantOf(date, EventMinutes(date, noon, latitude, before: true)),
            InstantOf(date, EventMinutes(date, noon, latitude, before: false)));
    }

    private static double EventMinutes(DateOnly date, double noon, double latitude, bool before)
    {
        double minutes = noon;
        for (int pass = 0; pass <= Passes; pass++)
        {
            SunPosition sun = SunPosition.At(date, minutes);

            // Clamped because on the first and last day of a polar summer or winter the sun may touch the horizon at
            // noon and no longer do so some hours before or after.
            double cosine = Math.Clamp(CosineOfHourAngle(sun, latitude), -1, 1);
            double hourAngle = double.RadiansToDegrees(Math.Acos(cosine)) * MinutesPerDegree;
            minutes = noon - sun.EquationOfTimeMinutes + (before ? -hourAngle : hourAngle);
        }

        return minutes;
    }

    private static double CosineOfHourAngle(SunPosition sun, double latitude)
    {
        double phi = double.DegreesToRadians(latitude);
        return (Math.Cos(double.DegreesToRadians(ZenithAtSunrise)) / (Math.Cos(phi) * Math.Cos(sun.DeclinationRadians)))
            - (Math.Tan(phi) * Math.Tan(sun.DeclinationRadians));
    }

    private static DateTimeOffset InstantOf(DateOnly date, double minutes) =>
        new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero).AddSeconds(Math.Round(minutes * 60));

    private readonly record struct SunPosition(double DeclinationRadians, double EquationOfTimeMinutes)
    {
        private const double JulianDayOfYearOne = 1721425.5;
        private const double JulianDayOf2000 = 2451545.0;
        private const double DaysPerCentury = 36525;

        public static SunPosition At(DateOnly date, double minutes)
        {
            double t = (JulianDayOfYearOne + date.DayNumber + (minutes / MinutesPerDay) - JulianDayOf2000) / DaysPerCentury;

            double meanLongitude = Radians(280.46646 + (t * (36000.76983 + (t * 0.0003032))));
            double meanAnomaly = Radians(357.52911 + (t * (35999.05029 - (t * 0.0001537))));
            double eccentricity = 0.016708634 - (t * (0.000042037 + (t * 0.0000001267)));
            double center = Radians(
                (Math.Sin(meanAnomaly) * (1.914602 - (t * (0.004817 + (t * 0.000014)))))
                + (Math.Sin(2 * meanAnomaly) * (0.019993 - (t * 0.000101)))
                + (Math.Sin(3 * meanAnomaly) * 0.000289));

            double node = Radians(125.04 - (t * 1934.136));
            double longitude = meanLongitude + center - Radians(0.00569 + (0.00478 * Math.Sin(node)));
            double meanObliquity = 23 + ((26 + ((21.448 - (t * (46.815 + (t * (0.00059 - (t * 0.001813)))))) / 60)) / 60);
            double obliquity = Radians(meanObliquity + (0.00256 * Math.Cos(node)));

            double y = Math.Pow(Math.Tan(obliquity / 2), 2);
            double equationOfTime = (y * Math.Sin(2 * meanLongitude))
                - (2 * eccentricity * Math.Sin(meanAnomaly))
                + (4 * eccentricity * y * Math.Sin(meanAnomaly) * Math.Cos(2 * meanLongitude))
                - (0.5 * y * y * Math.Sin(4 * meanLongitude))
                - (1.25 * eccentricity * eccentricity * Math.Sin(2 * meanAnomaly));

            return new SunPosition(
                Math.Asin(Math.Sin(obliquity) * Math.Sin(longitude)),
                double.RadiansToDegrees(equationOfTime) * MinutesPerDegree);
        }

        private static double Radians(double degrees) => double.DegreesToRadians(degrees);
    }
}
