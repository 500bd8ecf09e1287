using System.Diagnostics;
using System.Diagnostics.Metrics;
using Pawl.Engine.Telemetry;
using Pawl.Engine.Tests.World;

namespace Pawl.Engine.Tests.Telemetry;

public sealed class AttemptTelemetryTests
{
    private readonly EngineWorld world = new();

    [Fact]
    public void An_attempt_is_a_span_that_links_to_who_enqueued_the_job()
    {
        // Listeners are of the whole test process, so this test knows its own span by a queue of its own.
        const string Queue = "telemetry-span";
        List<Activity> ended = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == PawlTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (Equals(activity.GetTagItem("messaging.destination.name"), Queue))
                {
                    ended.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        const string Origin = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        JobId job = world.Enqueue(with: job => job with
        {
            Queue = Queue,
            Metadata = new Dictionary<string, string> { ["traceparent"] = Origin },
        });
        SimulatedProcess process = world.Process();
        process.Options.Queues[Queue] = 1;
        process.Handle(EngineWorld.Work, _ => throw new FormatException("no")).Start();

        Activity span = Assert.Single(ended);
        Assert.Equal(($"process {Queue}", ActivityKind.Consumer), (span.OperationName, span.Kind));
        Assert.Equal("b7ad6b7169203331", Assert.Single(span.Links).Context.SpanId.ToString());
        Assert.Equal(
            (job.ToString(), "work", 1, "System.FormatException", ActivityStatusCode.Error),
            (span.GetTagItem("messaging.message.id"), span.GetTagItem("pawl.job.type"), span.GetTagItem("pawl.job.attempt"),
                span.GetTagItem("error.type"), span.Status));
    }

    [Fact]
    public void Handlers_are_measured_and_endings_counted_by_queue()
    {
        const string Queue = "telemetry-meter";
        var sums = new Dictionary<string, double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == PawlTelemetry.MeterName)
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        void Add(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (KeyValuePair<string, object?> tag in tags)
            {
                if (Equals(tag.Value, Queue))
                {
                    lock (sums)
                    {
                        sums[name] = sums.GetValueOrDefault(name) + value;
                    }
                }
            }
        }

        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument.Name, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument.Name, value, tags));
        listener.Start();
        world.Enqueue(with: job => job with { Queue = Queue });
        SimulatedProcess process = world.Process();
        process.Options.Queues[Queue] = 1;
        process.Handle(EngineWorld.Work, async _ =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2), process.Clock);
            throw new FormatException();
        }).Start();
        world.AdvanceSeconds(1);
        Assert.Equal(1, sums["pawl.jobs.running"]);
        world.AdvanceSeconds(60);

        Assert.Equal(
            (6, 3, 2, 1, 0),
            (sums["messaging.process.duration"], sums["messaging.client.consumed.messages"], sums["pawl.jobs.retried"],
                sums["pawl.jobs.failed"], sums["pawl.jobs.running"]));
    }
}
