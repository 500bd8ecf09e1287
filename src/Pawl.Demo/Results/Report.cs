using System.Data.Common;
using System.Globalization;
using System.Text;
using Pawl.Demo.Cities;

namespace Pawl.Demo.Results;

/// <summary>What the day looked like around the world, in Markdown.</summary>
internal static class Report
{
    private const string Totals =
        """
        SELECT count(*),
               count(*) FILTER (WHERE day_kind = 'PolarDay'),
               count(*) FILTER (WHERE day_kind = 'PolarNight')
        FROM city_result
        """;

    private const string Extremes =
        """
        SELECT * FROM (SELECT 'Earliest sunrise', city_id, sunrise_at, NULL FROM city_result
                       WHERE sunrise_at IS NOT NULL ORDER BY sunrise_at, city_id LIMIT 1) AS part
        UNION ALL
        SELECT * FROM (SELECT 'Latest sunset', city_id, sunset_at, NULL FROM city_result
                       WHERE sunset_at IS NOT NULL ORDER BY sunset_at DESC, city_id LIMIT 1) AS part
        UNION ALL
        SELECT * FROM (SELECT 'Longest day with a night', city_id, daylight_s, 's' FROM city_result
                       WHERE day_kind = 'Ordinary' ORDER BY daylight_s DESC, city_id LIMIT 1) AS part
        UNION ALL
        SELECT * FROM (SELECT 'Shortest day with a sunrise', city_id, daylight_s, 's' FROM city_result
                       WHERE day_kind = 'Ordinary' ORDER BY daylight_s, city_id LIMIT 1) AS part
        UNION ALL
        SELECT * FROM (SELECT 'Most remote city', city_id, nearest_km, 'km' FROM city_result
                       ORDER BY nearest_km DESC, city_id LIMIT 1) AS part
        """;

    private const string Countries =
        """
        SELECT country, count(*), avg(daylight_s), avg(nearest_km)
        FROM city_result GROUP BY country ORDER BY count(*) DESC, country LIMIT 25
        """;

    /// <summary>Writes the report.</summary>
    /// <param name="connection">Any connection to the results.</param>
    /// <param name="atlas">The cities' names.</param>
    /// <param name="date">The day that was computed.</param>
    /// <returns>The text.</returns>
    public static string Write(DbConnection connection, Atlas atlas, DateOnly date)
    {
        var text = new StringBuilder();
        text.AppendLine(Invariant($"# The sun on {date:d MMMM yyyy}\n"));
        foreach (string line in connection.Query(Totals, row => Invariant(
            $"{row.GetInt64(0):N0} cities · {row.GetInt64(1):N0} in polar day · {row.GetInt64(2):N0} in polar night\n")))
        {
            text.AppendLine(line);
        }

        text.AppendLine("| | city | |\n| --- | --- | --- |");
        foreach (string line in connection.Query(Extremes, row => ExtremeLine(row, atlas)))
        {
            text.AppendLine(line);
        }

        text.AppendLine("\n| country | cities | mean daylight | mean distance to the nearest city |\n| --- | --: | --: | --: |");
        foreach (string line in connection.Query(Countries, row => Invariant(
            $"| {row.GetString(0)} | {row.GetInt64(1):N0} | {Hours(row.GetDouble(2))} | {row.GetDouble(3):F1} km |")))
        {
            text.AppendLine(line);
        }

        return text.AppendLine("\nData: GeoNames, https://www.geonames.org, CC BY 4.0. Sun: formulas of NOAA.").ToString();
    }

    private static string ExtremeLine(DbDataReader row, Atlas atlas)
    {
        City city = atlas.Find(row.GetInt32(1));
        string value = (row.IsDBNull(3) ? "" : row.GetString(3)) switch
        {
            "s" => Hours(row.GetDouble(2)),
            "km" => Invariant(
                $"{row.GetDouble(2):N0} km to {atlas.FindNearest(city).City.Name}"),
            _ => Invariant($"{DateTimeOffset.FromUnixTimeSeconds((long)row.GetDouble(2)):yyyy-MM-dd HH:mm:ss} UTC"),
        };
        return $"| {row.GetString(0)} | {city.Name}, {city.Country} | {value} |";
    }

    private static string Hours(double seconds)
    {
        var span = TimeSpan.FromSeconds(Math.Round(seconds));
        return Invariant($"{(int)span.TotalHours} h {span.Minutes:00} min");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
