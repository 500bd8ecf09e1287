using System.Text.Json.Serialization;

namespace Pawl.Relational;

/// <summary>The JSON of <see cref="StoredJson"/>, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(JobProgress))]
[JsonSerializable(typeof(List<JobFailure>))]
[JsonSerializable(typeof(StoredRetry))]
internal sealed partial class StoredJsonContext : JsonSerializerContext;
