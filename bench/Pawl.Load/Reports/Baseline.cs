using System.Globalization;
using System.Text.Json;

namespace Pawl.Load.Reports;

/// <summary>What was measured before, with where and when.</summary>
internal sealed record Baseline
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    };

    /// <summary>The machine.</summary>
    public required string Machine { get; init; }

    /// <summary>How many cores the process could use.</summary>
    public required int Cores { get; init; }

    /// <summary>The day.</summary>
    public required string Date { get; init; }

    /// <summary>The version that was measured.</summary>
    public required string Commit { get; init; }

    /// <summary>The numbers.</summary>
    public required IReadOnlyList<Measurement> Measurements { get; init; }

    /// <summary>Reads a baseline.</summary>
    public static Baseline Read(string path) =>
        JsonSerializer.Deserialize<Baseline>(File.ReadAllText(path), Json)
        ?? throw new JsonException($"{path} is empty.");

    /// <summary>Describes this machine and these numbers.</summary>
    public static Baseline Of(IReadOnlyList<Measurement> measurements) => new()
    {
        Machine = DescribeMachine(),
        Cores = Environment.ProcessorCount,
        Date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Commit = Environment.GetEnvironmentVariable("PAWL_COMMIT") ?? "unknown",
        Measurements = [.. measurements.Select(measurement => measurement with { Value = Math.Round(measurement.Value, 3) })],
    };

    /// <summary>Writes the file. What it says of other scenarios stays, if it is of the same version, day and machine.</summary>
    public void AddTo(string path)
    {
        Baseline? known = File.Exists(path) ? Read(path) : null;
        bool isOfSame = known is not null && (known.Machine, known.Date, known.Commit) == (Machine, Date, Commit);
        Baseline sum = this with
        {
            Measurements =
            [
                .. isOfSame ? known!.Measurements.Where(other => RatioOf(other) is null) : [],
                .. Measurements,
            ],
        };
        File.WriteAllText(path, JsonSerializer.Serialize(sum, Json) + "\n");
    }

    /// <summary>A number divided by the one of the same store, scenario and metric here; null if there is none.</summary>
    public double? RatioOf(Measurement measurement) => Measurements
        .Where(known => (known.Store, known.Scenario, known.Metric)
            == (measurement.Store, measurement.Scenario, measurement.Metric))
        .Select(known => (double?)(measurement.Value / known.Value))
        .FirstOrDefault();

    private static string DescribeMachine()
    {
        double gibibytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Math.Pow(2, 30);
        string processor = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo")
                .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? ""
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{processor} {System.Runtime.InteropServices.RuntimeInformation.OSArchitecture}, {gibibytes:0} GiB, "
            + $"{System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}").Trim();
    }
}
