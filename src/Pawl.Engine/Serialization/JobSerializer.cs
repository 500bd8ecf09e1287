using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Pawl.Engine.Serialization;

/// <summary>Jobs, results and checkpoints as UTF-8 JSON. Safe for any number of threads.</summary>
/// <param name="options">How JSON is written and read; it cannot be changed any more once something was serialized.</param>
internal sealed class JobSerializer(JsonSerializerOptions options)
{
    /// <summary>The way that JSON is written and read unless the user changes it: camel case, and strict. What a record
    /// requires must be there, so a payload of another version fails by name instead of running with empty values.</summary>
    public static JsonSerializerOptions CreateOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,

        // Payloads are stored and shown, never pasted into HTML, so "São Paulo" stays readable and small.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = JsonSerializer.IsReflectionEnabledByDefault
            ? ReflectionResolver()
            : JsonTypeInfoResolver.Combine(),
    };

    public byte[] Serialize<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, (JsonTypeInfo<T>)Describe(typeof(T)));

    /// <summary>Serializes a value by a description that <see cref="Describe"/> gave.</summary>
    public static byte[] Serialize(object value, JsonTypeInfo description) =>
        JsonSerializer.SerializeToUtf8Bytes(value, description);

    /// <exception cref="JsonException">The text is no <typeparamref name="T"/>.</exception>
    public T? Deserialize<T>(ReadOnlyMemory<byte> json) =>
        JsonSerializer.Deserialize(json.Span, (JsonTypeInfo<T>)Describe(typeof(T)));

    /// <summary>Knows how a type is written and read. The serializer's options keep what was found.</summary>
    /// <exception cref="InvalidOperationException">No resolver knows the type.</exception>
    public JsonTypeInfo Describe(Type type)
    {
        // Without any resolver, the options fill in one by reflection, or throw a text that knows nothing of jobs.
        if (options.TypeInfoResolverChain.Count > 0 && options.TryGetTypeInfo(type, out JsonTypeInfo? description))
        {
            return description;
        }

        throw new InvalidOperationException(
            $"Pawl cannot write {type} as JSON: no resolver knows it, and reflection is off. Add "
            + $"[JsonSerializable(typeof({type.Name}))] to your JsonSerializerContext and pass it on with "
            + "builder.AddPawl(o => o.TypeInfoResolverChain.Insert(0, AppJson.Default)), or set "
            + "<JsonSerializerIsReflectionEnabledByDefault>true</JsonSerializerIsReflectionEnabledByDefault> in the project.");
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only reached when reflection is on.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only reached when reflection is on.")]
    private static DefaultJsonTypeInfoResolver ReflectionResolver() => new();
}
