using System.Data.Common;
using Microsoft.Data.Sqlite;
using Pawl.Demo.Cities;
using Pawl.Demo.Results;
using Pawl.Demo.Runs;
using Pawl.Demo.Stores;
using Pawl.Demo.Sun;

namespace Pawl.Demo.Tests.Results;

public sealed class ResultTableTests : IDisposable
{
    private const int London = 2643743;
    private const int Longyearbyen = 2729907;
    private const int McMurdo = 6696480;

    private static readonly DateOnly Midsummer = new(2026, 6, 21);
    private static readonly Atlas Atlas = new(CityFile.Shipped);

    private readonly TemporaryFolder folder = new();
    private readonly SqliteConnection connection;

    public ResultTableTests()
    {
        connection = new SqliteConnection($"Data Source={folder.File("demo.db")};Pooling=False");
        connection.Open();
        ResultTable.CreateIn(connection);
    }

    public void Dispose()
    {
        connection.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void What_is_stored_is_read_also_by_a_connection_that_may_not_write()
    {
        CityResult[] results = [Compute(London), Compute(Longyearbyen), Compute(McMurdo)];
        foreach (CityResult result in results)
        {
            ResultTable.Insert(connection, result);
        }

        using DbConnection reader = new SqliteDemoStore(new DemoFolder(folder.FullPath)).OpenForReading();

        Assert.Equal(results, ResultTable.ReadAll(reader));
        Assert.ThrowsAny<DbException>(() => ResultTable.Insert(reader, Compute(London) with { CityId = 1 }));
    }

    [Fact]
    public void A_second_result_of_a_city_is_refused_loudly()
    {
        ResultTable.Insert(connection, Compute(London));

        Assert.ThrowsAny<DbException>(() => ResultTable.Insert(connection, Compute(London)));
    }

    [Fact]
    public void The_report_names_the_extremes_of_the_day()
    {
        foreach (int city in (int[])[London, Longyearbyen, McMurdo])
        {
            ResultTable.Insert(connection, Compute(city));
        }

        string report = Report.Write(connection, Atlas, Midsummer);

        Assert.Contains("# The sun on 21 June 2026", report, StringComparison.Ordinal);
        Assert.Contains("3 cities · 1 in polar day · 1 in polar night", report, StringComparison.Ordinal);
        Assert.Contains("| Earliest sunrise | London, GB | 2026-06-21 03:4", report, StringComparison.Ordinal);
        Assert.Contains("| Longest day with a night | London, GB | 16 h 38 min |", report, StringComparison.Ordinal);
        Assert.Contains("| Most remote city | McMurdo Station, AQ | ", report, StringComparison.Ordinal);
        Assert.Contains("| GB | 1 | 16 h 38 min |", report, StringComparison.Ordinal);
        Assert.Contains("GeoNames, https://www.geonames.org, CC BY 4.0", report, StringComparison.Ordinal);
    }

    private static CityResult Compute(int id)
    {
        City city = Atlas.Find(id);
        Neighbor nearest = Atlas.FindNearest(city);
        SunTimes sun = SolarCalculator.Calculate(Midsummer, city.Latitude, city.Longitude);
        return new CityResult(id, city.Country, sun, nearest.City.Id, nearest.Kilometers, Attempt: 1);
    }
}
