using System.Text.Json;

namespace Pawl.Engine.Schedules;

/// <summary>What a version of a schedule does, as it is stored.</summary>
internal sealed record ScheduleDefinition
{
    public required ScheduleRule Rule { get; init; }

    public required ScheduleOptions Options { get; init; }

    public required JobMold Job { get; init; }

    /// <summary>Whether the application's code declares it.</summary>
    public bool IsDeclared { get; init; }

    public static ScheduleDefinition Read(ReadOnlyMemory<byte> json) =>
        JsonSerializer.Deserialize(json.Span, ScheduleJson.Default.ScheduleDefinition)
        ?? throw new JsonException("The definition is null.");

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, ScheduleJson.Default.ScheduleDefinition);
}
