using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pawl.Load;

/// <summary>One number.</summary>
/// <param name="Store">The store that was measured.</param>
/// <param name="Scenario">What was done with it.</param>
/// <param name="Metric">What the number says; <c>bench/README.md</c> defines each.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit.</param>
internal sealed record Measurement(string Store, string Scenario, string Metric, double Value, string Unit)
{
    private const int Digits = 4;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.Strict,
    };

    public static Measurement Parse(string json) =>
        JsonSerializer.Deserialize<Measurement>(json, Json) ?? throw new JsonException("A measurement is null.");

    public string ToJson() => JsonSerializer.Serialize(this with { Value = Math.Round(Value, Digits) }, Json);
}
