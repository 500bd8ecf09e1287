using System.Globalization;
using System.IO.Compression;

namespace Pawl.Demo.Cities;

/// <summary>The data set: a compressed table, one city a line, sorted by id. <c>data/README.md</c> describes it.</summary>
/// <param name="path">The file.</param>
internal sealed class CityFile(string path)
{
    /// <summary>How many cities the shipped file holds.</summary>
    public const int ShippedCount = 135_233;

    private const int FieldCount = 6;

    /// <summary>The file that ships beside the program.</summary>
    public static CityFile Shipped { get; } =
        new(System.IO.Path.Combine(AppContext.BaseDirectory, "data", "cities.tsv.gz"));

    /// <summary>Where the file is.</summary>
    public string Path { get; } = path;

    /// <summary>Reads the cities in the order of the file, as they are asked for.</summary>
    /// <returns>The cities.</returns>
    /// <exception cref="InvalidDataException">The file is damaged; the message says where.</exception>
    public IEnumerable<City> Read()
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path), CompressionMode.Decompress));
        for (int line = 1; reader.ReadLine() is { } text; line++)
        {
            yield return Parse(text) ?? throw new InvalidDataException($"{Path}: line {line} is no city: {text}");
        }
    }

    private static City? Parse(string line)
    {
        string[] fields = line.Split('\t');
        CultureInfo culture = CultureInfo.InvariantCulture;
        return fields.Length == FieldCount
            && int.TryParse(fields[0], culture, out int id)
            && double.TryParse(fields[3], culture, out double latitude) && latitude is >= -90 and <= 90
            && double.TryParse(fields[4], culture, out double longitude) && longitude is >= -180 and <= 180
            && long.TryParse(fields[5], culture, out long population)
            ? new City(id, fields[1], fields[2], latitude, longitude, population)
            : null;
    }
}
