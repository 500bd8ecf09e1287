using System.Collections.Concurrent;
using System.Diagnostics;
using Pawl.Engine.Clients;
using Pawl.Engine.Telemetry;

namespace Pawl.Engine.Tests.Clients;

public sealed class EnqueueTelemetryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_span_of_the_enqueue_travels_with_the_job()
    {
        using var test = new ActivitySource(nameof(EnqueueTelemetryTests));
        // The product has one source in a process: spans of tests that run beside this one arrive here too, at any moment.
        var stopped = new ConcurrentQueue<Activity>();
        using ActivityListener listener = Listen(test.Name, stopped);
        ClientFixture pawl = await ClientFixture.CreateAsync();

        using Activity? request = test.StartActivity("request");
        Assert.NotNull(request);
        request.TraceStateString = "vendor=1";
        JobHandle handle = await pawl.Jobs.EnqueueAsync(new Traced(), new() { Queue = "traced" }, Token);

        Activity enqueue = Assert.Single(stopped, activity => activity.TraceId == request.TraceId);
        IReadOnlyDictionary<string, string> metadata = (await pawl.FindAsync(handle.Id)).Details!.Metadata;
        Assert.Equal("enqueue traced", enqueue.OperationName);
        Assert.Equal(ActivityKind.Producer, enqueue.Kind);
        Assert.Equal(handle.Id.ToString(), enqueue.GetTagItem("messaging.message.id"));
        Assert.Equal(enqueue.Id, metadata[TraceContext.TraceParent]);
        Assert.Equal("vendor=1", metadata[TraceContext.TraceState]);
    }

    [Fact]
    public async Task A_trace_of_the_users_own_is_kept()
    {
        using var request = new Activity("request");
        request.SetIdFormat(ActivityIdFormat.W3C).Start();
        ClientFixture pawl = await ClientFixture.CreateAsync();
        var metadata = new Dictionary<string, string> { ["traceparent"] = "theirs", ["tenant"] = "7" };

        JobHandle handle = await pawl.Jobs.EnqueueAsync(new Traced(), new() { Metadata = metadata }, Token);

        IReadOnlyDictionary<string, string> stored = (await pawl.FindAsync(handle.Id)).Details!.Metadata;
        Assert.Equal(("theirs", "7"), (stored["traceparent"], stored["tenant"]));
    }

    [Fact]
    public async Task Without_a_trace_nothing_is_added()
    {
        Activity.Current = null;
        ClientFixture pawl = await ClientFixture.CreateAsync();

        JobHandle handle = await pawl.Jobs.EnqueueAsync(new Traced(), cancellationToken: Token);

        Assert.DoesNotContain("traceparent", (await pawl.FindAsync(handle.Id)).Details!.Metadata.Keys);
    }

    private static ActivityListener Listen(string source, ConcurrentQueue<Activity> stopped)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = candidate => candidate.Name == source || candidate.Name == PawlTelemetry.ActivitySourceName,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = stopped.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private sealed record Traced : IJob;
}
