using System.IO.Compression;
using System.Security.Cryptography;
using Pawl.Demo.Cities;

namespace Pawl.Demo.Tests.Cities;

public sealed class CityFileTests
{
    private const string PublishedSha256 = "97c6405c6a87162e78f8c596edd7d9263facf30106b68e75d07868714d2b9dfe";

    [Fact]
    public void The_shipped_file_is_the_one_that_its_description_names()
    {
        using var text = new GZipStream(File.OpenRead(CityFile.Shipped.Path), CompressionMode.Decompress);

        Assert.Equal(PublishedSha256, Convert.ToHexStringLower(SHA256.HashData(text)));
    }

    [Fact]
    public void The_shipped_cities_are_complete_unique_and_sorted()
    {
        var cities = CityFile.Shipped.Read().ToList();

        Assert.Equal(CityFile.ShippedCount, cities.Count);
        Assert.Equal(cities.Count, cities.Select(city => city.Id).Distinct().Count());
        Assert.Equal(cities.OrderBy(city => city.Id), cities);
        Assert.DoesNotContain(cities, city => city.Name.Length == 0 || city.Country.Length != 2);
        Assert.DoesNotContain(cities, city => city.Population is < 0 or > 50_000_000);
    }

    [Theory]
    [InlineData(2643743, "London", "GB", 51.50853, -0.12574)]
    [InlineData(2147714, "Sydney", "AU", -33.86785, 151.20732)]
    [InlineData(6942553, "Paris", "CA", 43.2, -80.38333)]
    public void Well_known_cities_are_where_they_should_be(
        int id, string name, string country, double latitude, double longitude)
    {
        City city = CityFile.Shipped.Read().Single(city => city.Id == id);

        Assert.Equal((name, country), (city.Name, city.Country));
        Assert.Equal(latitude, city.Latitude, 0.05);
        Assert.Equal(longitude, city.Longitude, 0.05);
    }

    [Theory]
    [InlineData("1\tNowhere\tXX\t91.0\t0.0\t0")]
    [InlineData("1\tNowhere\tXX\t0.0\t0.0")]
    [InlineData("one\tNowhere\tXX\t0.0\t0.0\t0")]
    public void A_damaged_line_is_named(string line)
    {
        string path = Path.GetTempFileName();
        using (var writer = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest)))
        {
            writer.WriteLine("2960\t'Ayn Halaqim\tSY\t34.93802\t36.32207\t4470");
            writer.WriteLine(line);
        }

        var exception = Assert.Throws<InvalidDataException>(() => new CityFile(path).Read().Count());
        Assert.Contains($"{path}: line 2 ", exception.Message, StringComparison.Ordinal);
        File.Delete(path);
    }
}
