using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pawl.Storage;

namespace Pawl.Engine.Schedules;

/// <summary>What all jobs of a schedule have in common; each tick makes one from it.</summary>
internal sealed record JobMold
{
    public required string Type { get; init; }

    public required string Queue { get; init; }

    public required JsonElement Payload { get; init; }

    public int Priority { get; init; }

    public TimeSpan? Timeout { get; init; }

    public StoredRetry? Retry { get; init; }

    public required TimeSpan Retention { get; init; }

    public required TimeSpan FailedRetention { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = JobLimits.NoMetadata;

    public static JobMold Of(NewJob job) => new()
    {
        Type = job.Type.Value,
        Queue = job.Queue.Value,
        Payload = JsonSerializer.Deserialize(job.Payload.Span, ScheduleJson.Default.JsonElement),
        Priority = job.Priority,
        Timeout = job.Timeout,
        Retry = StoredRetry.Of(job.Retry),
        Retention = job.Retention,
        FailedRetention = job.FailedRetention,
        Tags = job.Tags,
        Metadata = job.Metadata,
    };

    /// <summary>Makes the job of one tick.</summary>
    public NewJob Make(JobId id, ScheduleTick tick, JobDue due, string? tickProperty) => new()
    {
        Id = id,
        Type = new JobType(Type),
        Queue = new QueueName(Queue),
        Payload = PayloadFor(tick, tickProperty),
        Priority = Priority,
        Due = due,
        Timeout = Timeout,
        Retry = Retry?.ToPolicy(),
        Retention = Retention,
        FailedRetention = FailedRetention,
        Tags = Tags,
        Metadata = tick.AddTo(Metadata),
    };

    private byte[] PayloadFor(ScheduleTick tick, string? tickProperty)
    {
        if (tickProperty is null)
        {
            return JsonSerializer.SerializeToUtf8Bytes(Payload, ScheduleJson.Default.JsonElement);
        }

        JsonObject payload = JsonObject.Create(Payload) ?? [];
        payload[tickProperty] = JsonValue.Create(tick.At.ToString("O", CultureInfo.InvariantCulture));
        return JsonSerializer.SerializeToUtf8Bytes(payload, ScheduleJson.Default.JsonObject);
    }
}
