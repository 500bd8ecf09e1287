using System.Diagnostics;
using System.Diagnostics.Metrics;
using Pawl.Engine.Telemetry;
using Pawl.Storage;

namespace Pawl.Engine.Clients;

/// <summary>What tracing and metrics learn of an enqueue; nothing is made while nobody listens.</summary>
/// <remarks>Names: OpenTelemetry's messaging conventions, which are still in development and may change here too.</remarks>
internal static class EnqueueTelemetry
{
    private const string DestinationTag = "messaging.destination.name";

    private static readonly Counter<long> Sent = PawlTelemetry.Meter.CreateCounter<long>(
        "messaging.client.sent.messages", "{message}", "Jobs that were enqueued.");

    /// <summary>Begins the span of one call; it becomes the parent of nothing and the origin of its jobs.</summary>
    public static Activity? Start(QueueName queue, JobType? type)
    {
        if (!PawlTelemetry.Activities.HasListeners())
        {
            return null;
        }

        Activity? activity = PawlTelemetry.Activities.StartActivity($"enqueue {queue}", ActivityKind.Producer);
        activity?.SetTag("messaging.system", "pawl")
            .SetTag("messaging.operation.name", "enqueue")
            .SetTag("messaging.operation.type", "send")
            .SetTag(DestinationTag, queue.ToString())
            .SetTag("pawl.job.type", type?.ToString());
        return activity;
    }

    public static void Stored(this Activity? activity, JobId id) => activity?.SetTag("messaging.message.id", id.ToString());

    public static void Stored(this Activity? activity, int count) => activity?.SetTag("messaging.batch.message_count", count);

    public static void Failed(this Activity? activity, Exception exception) =>
        activity?.SetStatus(ActivityStatusCode.Error, exception.Message)
            .SetTag("error.type", exception.GetType().FullName);

    public static void Count(IReadOnlyList<NewJob> jobs)
    {
        if (!Sent.Enabled)
        {
            return;
        }

        foreach (NewJob job in jobs)
        {
            Sent.Add(1, new KeyValuePair<string, object?>(DestinationTag, job.Queue.ToString()));
        }
    }
}
