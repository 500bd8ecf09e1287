using System.Globalization;
using Pawl.Demo.Sun;

namespace Pawl.Demo.Tests.Sun;

/// <summary>Against what others have published. The tables are those of the U.S. Naval Observatory, "Rise and Set for the
/// Sun for 2020", Universal Time, in whole minutes (https://aa.usno.navy.mil/data/RS_OneYear; public domain).</summary>
public sealed class SolarCalculatorTests
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    private static readonly Dictionary<string, (double Latitude, double Longitude)> Places = new()
    {
        ["Singapore"] = (1 + (17 / 60.0), 103 + (50 / 60.0)),
        ["Auckland"] = (-36 - (50 / 60.0), 174 + (48 / 60.0)),
        ["Anchorage"] = (61 + (13 / 60.0), -149 - (52 / 60.0)),
        ["Brasília"] = (-15 - (48 / 60.0), -47 - (51 / 60.0)),
        ["Longyearbyen"] = (78 + (13 / 60.0), 15 + (38 / 60.0)),
    };

    [Theory]
    [InlineData("Singapore", "2020-03-20", "2020-03-19T23:09Z", "2020-03-20T11:15Z")]
    [InlineData("Singapore", "2020-06-21", "2020-06-20T23:01Z", "2020-06-21T11:12Z")]
    [InlineData("Singapore", "2020-12-21", "2020-12-20T23:01Z", "2020-12-21T11:04Z")]
    [InlineData("Auckland", "2020-01-02", "2020-01-01T17:05Z", "2020-01-02T07:43Z")]
    [InlineData("Auckland", "2020-03-20", "2020-03-19T18:24Z", "2020-03-20T06:32Z")]
    [InlineData("Auckland", "2020-06-21", "2020-06-20T19:34Z", "2020-06-21T05:12Z")]
    [InlineData("Anchorage", "2020-03-20", "2020-03-20T15:58Z", "2020-03-21T04:16Z")]
    [InlineData("Anchorage", "2020-06-20", "2020-06-20T12:20Z", "2020-06-21T07:42Z")]
    [InlineData("Anchorage", "2020-12-21", "2020-12-21T19:14Z", "2020-12-22T00:42Z")]
    [InlineData("Brasília", "2020-03-20", "2020-03-20T09:15Z", "2020-03-20T21:22Z")]
    [InlineData("Brasília", "2020-06-20", "2020-06-20T09:37Z", "2020-06-20T20:49Z")]
    [InlineData("Brasília", "2020-12-21", "2020-12-21T08:38Z", "2020-12-21T21:42Z")]
    [InlineData("Longyearbyen", "2020-02-17", "2020-02-17T10:03Z", "2020-02-17T12:23Z")]
    [InlineData("Longyearbyen", "2020-03-20", "2020-03-20T04:48Z", "2020-03-20T17:25Z")]
    [InlineData("Longyearbyen", "2020-09-22", "2020-09-22T04:31Z", "2020-09-22T17:05Z")]
    [InlineData("Longyearbyen", "2020-10-15", "2020-10-15T07:29Z", "2020-10-15T13:54Z")]
    public void Sunrise_and_sunset_are_those_of_the_Naval_Observatory(
        string place, string date, string sunrise, string sunset)
    {
        SunTimes times = Calculate(place, date);

        Assert.Equal(DayKind.Ordinary, times.Kind);
        Assert.Equal(Instant(sunrise), times.SunriseAt!.Value, Tolerance);
        Assert.Equal(Instant(sunset), times.SunsetAt!.Value, Tolerance);
    }

    /// <summary>Ibrahim Reda and Afshin Andreas, "Solar Position Algorithm for Solar Radiation Applications", NREL
    /// TP-560-34302: 6.212067 h and 17.338667 h at UTC−7.</summary>
    [Fact]
    public void Sunrise_and_sunset_are_those_of_the_worked_example_of_NREL()
    {
        SunTimes times = SolarCalculator.Calculate(new DateOnly(2003, 10, 17), 39.742476, -105.1786);

        Assert.Equal(Instant("2003-10-17T13:12:43Z"), times.SunriseAt!.Value, Tolerance);
        Assert.Equal(Instant("2003-10-18T00:20:19Z"), times.SunsetAt!.Value, Tolerance);
    }

    [Theory]
    [InlineData("2020-04-20", 24)]
    [InlineData("2020-06-21", 24)]
    [InlineData("2020-08-22", 24)]
    [InlineData("2020-10-27", 0)]
    [InlineData("2020-12-21", 0)]
    [InlineData("2020-02-14", 0)]
    public void In_polar_summer_and_winter_the_sun_neither_rises_nor_sets(string date, double daylightHours)
    {
        SunTimes times = Calculate("Longyearbyen", date);

        Assert.Equal(daylightHours == 24 ? DayKind.PolarDay : DayKind.PolarNight, times.Kind);
        Assert.Null(times.SunriseAt);
        Assert.Null(times.SunsetAt);
        Assert.Equal(daylightHours, times.Daylight.TotalHours);
    }

    [Fact]
    public void A_year_beyond_the_circle_has_all_kinds_of_days_and_no_day_is_impossible()
    {
        var first = new DateOnly(2026, 1, 1);
        var year = Enumerable.Range(0, 365).Select(day => SolarCalculator.Calculate(first.AddDays(day), 69.65, 18.96)).ToList();

        // Tromsø's published dates are 18 May to 26 July, and 27 November to 15 January: 70 and 50 days.
        Assert.InRange(year.Count(day => day.Kind == DayKind.PolarDay), 68, 72);
        Assert.InRange(year.Count(day => day.Kind == DayKind.PolarNight), 47, 53);
        Assert.All(year, day => Assert.InRange(day.Daylight.TotalHours, 0, 24));
    }

    private static SunTimes Calculate(string place, string date) => SolarCalculator.Calculate(
        DateOnly.Parse(date, CultureInfo.InvariantCulture), Places[place].Latitude, Places[place].Longitude);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
