using System.Diagnostics;
using System.Diagnostics.Metrics;
using Pawl.Engine.Clients;
using Pawl.Storage;

namespace Pawl.Engine.Telemetry;

/// <summary>What tracing and metrics learn of attempts; nothing is made while nobody listens.</summary>
/// <remarks>Names: OpenTelemetry's messaging conventions, which are still in development and may change here too.</remarks>
internal static class AttemptTelemetry
{
    private const string QueueTag = "messaging.destination.name";
    private const string TypeTag = "pawl.job.type";

    private static readonly Histogram<double> Duration = PawlTelemetry.Meter.CreateHistogram(
        "messaging.process.duration", "s", "How long handlers take.", tags: null,
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries =
                [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60, 300, 1_800, 3_600],
        });

    private static readonly Counter<long> Consumed = PawlTelemetry.Meter.CreateCounter<long>(
        "messaging.client.consumed.messages", "{message}", "Jobs that were claimed.");

    private static readonly Counter<long> Retried = PawlTelemetry.Meter.CreateCounter<long>(
        "pawl.jobs.retried", "{job}", "Attempts that failed and will be repeated.");

    private static readonly Counter<long> Failed = PawlTelemetry.Meter.CreateCounter<long>(
        "pawl.jobs.failed", "{job}", "Jobs that failed for good.");

    private static readonly UpDownCounter<long> Running = PawlTelemetry.Meter.CreateUpDownCounter<long>(
        "pawl.jobs.running", "{job}", "Handlers that run now.");

    /// <summary>Begins the span of an attempt. It is linked to the span that enqueued the job, not its child: a job may
    /// run days later, and many times.</summary>
    public static Activity? Start(LeasedJob job)
    {
        if (!PawlTelemetry.Activities.HasListeners())
        {
            return null;
        }

        Activity? activity = PawlTelemetry.Activities.StartActivity(
            ActivityKind.Consumer, default, links: OriginOf(job), name: $"process {job.Queue}");
        return activity?.SetTag("messaging.system", "pawl")
            .SetTag("messaging.operation.name", "process")
            .SetTag("messaging.operation.type", "process")
            .SetTag(QueueTag, job.Queue.Value)
            .SetTag("messaging.message.id", job.Lease.Job.ToString())
            .SetTag(TypeTag, job.Type.Value)
            .SetTag("pawl.job.attempt", job.Attempt)
            .SetTag("pawl.worker.id", job.Lease.Worker.Id.ToString());
    }

    public static void CountClaimed(QueueName queue, int count)
    {
        if (Consumed.Enabled)
        {
            Consumed.Add(count, new KeyValuePair<string, object?>(QueueTag, queue.Value));
        }
    }

    public static void CountStarted(LeasedJob job) => CountRunning(job, 1);

    public static void CountEnded(LeasedJob job, double seconds, Exception? exception)
    {
        CountRunning(job, -1);
        if (Duration.Enabled)
        {
            var tags = new TagList { { QueueTag, job.Queue.Value }, { TypeTag, job.Type.Value } };
            if (exception is not null)
            {
                tags.Add("error.type", exception.GetType().FullName);
            }

            Duration.Record(seconds, tags);
        }
    }

    public static void CountRetried(LeasedJob job) => Count(Retried, job);

    public static void CountFailed(LeasedJob job) => Count(Failed, job);

    public static void Fail(this Activity? activity, Exception exception) =>
        activity?.SetStatus(ActivityStatusCode.Error, exception.Message).SetTag("error.type", exception.GetType().FullName);

    private static void Count(Counter<long> counter, LeasedJob job)
    {
        if (counter.Enabled)
        {
            counter.Add(1, new(QueueTag, job.Queue.Value), new(TypeTag, job.Type.Value));
        }
    }

    private static void CountRunning(LeasedJob job, int change)
    {
        if (Running.Enabled)
        {
            Running.Add(change, new(QueueTag, job.Queue.Value), new(TypeTag, job.Type.Value));
        }
    }

    private static ActivityLink[]? OriginOf(LeasedJob job) =>
        job.Metadata.TryGetValue(TraceContext.TraceParent, out string? parent)
        && ActivityContext.TryParse(
            parent, job.Metadata.GetValueOrDefault(TraceContext.TraceState), isRemote: true, out ActivityContext origin)
            ? [new ActivityLink(origin)]
            : null;
}
