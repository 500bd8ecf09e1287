using System.Data.Common;
using Pawl.Demo.Sun;

namespace Pawl.Demo.Results;

/// <summary>The demo's own table, in the database that Pawl keeps its jobs in: that is what lets a result and its job's
/// completion commit together.</summary>
internal static class ResultTable
{
    // The primary key makes a city that is computed twice fail loudly.
    private const string Create =
        """
        CREATE TABLE IF NOT EXISTS city_result (
            city_id     INTEGER PRIMARY KEY,
            country     TEXT    NOT NULL,
            day_kind    TEXT    NOT NULL,
            sunrise_at  BIGINT,
            sunset_at   BIGINT,
            daylight_s  BIGINT  NOT NULL,
            nearest_id  INTEGER NOT NULL,
            nearest_km  DOUBLE PRECISION NOT NULL,
            attempt     INTEGER NOT NULL
        )
        """;

    private const string InsertOne = "INSERT INTO city_result VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    private const string SelectAll =
        """
        SELECT city_id, country, day_kind, sunrise_at, sunset_at, nearest_id, nearest_km, attempt
        FROM city_result
        """;

    /// <summary>Makes the table, unless it is there.</summary>
    /// <param name="connection">The store's connection, in a transaction.</param>
    public static void CreateIn(DbConnection connection) => connection.Execute(Create);

    /// <summary>Stores a result.</summary>
    /// <param name="connection">The store's connection, in a transaction.</param>
    /// <param name="result">The result.</param>
    /// <exception cref="DbException">The city has one already.</exception>
    public static void Insert(DbConnection connection, CityResult result) => connection.Execute(
        InsertOne,
        result.CityId,
        result.Country,
        result.Sun.Kind.ToString(),
        result.Sun.SunriseAt?.ToUnixTimeSeconds(),
        result.Sun.SunsetAt?.ToUnixTimeSeconds(),
        (long)result.Sun.Daylight.TotalSeconds,
        result.NearestId,
        result.NearestKilometers,
        result.Attempt);

    /// <summary>Reads all results.</summary>
    /// <param name="connection">Any connection to the database.</param>
    /// <returns>The results, as they are asked for.</returns>
    public static IEnumerable<CityResult> ReadAll(DbConnection connection) => connection.Query(SelectAll, row => new CityResult(
        row.GetInt32(0),
        row.GetString(1),
        new SunTimes(Enum.Parse<DayKind>(row.GetString(2)), InstantAt(row, 3), InstantAt(row, 4)),
        row.GetInt32(5),
        row.GetDouble(6),
        row.GetInt32(7)));

    private static DateTimeOffset? InstantAt(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(column));
}
