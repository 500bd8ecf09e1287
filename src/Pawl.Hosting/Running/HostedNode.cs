using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pawl.Engine.Clients;
using Pawl.Engine.Handlers;
using Pawl.Engine.Nodes;
using Pawl.Engine.Schedules;
using Pawl.Storage;

namespace Pawl.Hosting.Running;

/// <summary>Lets the engine start and stop with the application.</summary>
internal sealed partial class HostedNode(
    IServiceProvider services,
    Node node,
    IStoreLifecycle store,
    HandlerRegistry handlers,
    JobDefinitions definitions,
    IOptions<PawlOptions> options,
    IHostApplicationLifetime application,
    ILogger<HostedNode> logger) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    /// <summary>Opens the store, joins, and brings schedules in line with the code, so that a wrong store or rule ends the start by
    /// name, before anything else has begun.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        // What is said below, and told to the store, must stay true.
        handlers.FreezeTypes();
        IReadOnlyList<QueueName> expected = ServedQueues.Of(handlers.All, definitions);
        ServedQueues.AddTo(options.Value.Worker, expected);
        LogStarting(VersionText(), store.Description);
        Describe(expected);
        await node.EnsureJoinedAsync(cancellationToken);
        await services.GetRequiredService<DeclaredSchedules>().ReconcileAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var runtime = services.GetRequiredService<NodeRuntime>();
        running = WatchAsync(runtime.RunAsync(stopping.Token));
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await running.WaitAsync(cancellationToken);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => stopping.Dispose();

    private static string VersionText() =>
        typeof(HostedNode).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            .Split('+')[0] ?? "0";

    /// <summary>A process whose engine has ended looks alive and does nothing, so it ends, and its supervisor starts it anew.</summary>
    private async Task WatchAsync(Task engine)
    {
        try
        {
            await engine;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            LogHostIsStopped(exception);
            Environment.ExitCode = 1;
            application.StopApplication();
        }
    }

    private void Describe(IReadOnlyList<QueueName> expected)
    {
        if (handlers.All.Count > 0)
        {
            LogHasHandlers(handlers.All.Count, string.Join(", ", handlers.All.Select(handler => handler.Type).Order()));
        }

        if (services.GetService<WorkerIsWanted>() is null || handlers.All.Count == 0)
        {
            LogOnlyEnqueues();
            return;
        }

        (QueueName Queue, int Concurrency)[] served = [.. options.Value.Worker.Served()];
        LogServesQueues(string.Join(", ", served.Select(queue => $"{queue.Queue} × {queue.Concurrency}")));
        foreach (QueueName queue in expected.Except(served.Select(queue => queue.Queue)))
        {
            LogQueueIsNotServed(queue);
        }
    }

    [LoggerMessage(HostingEventIds.Starting, LogLevel.Information, "Pawl {Version} on {Store}")]
    private partial void LogStarting(string version, string store);

    [LoggerMessage(HostingEventIds.HasHandlers, LogLevel.Information, "{Count} handlers: {Types}")]
    private partial void LogHasHandlers(int count, string types);

    [LoggerMessage(HostingEventIds.ServesQueues, LogLevel.Information, "Runs jobs of {Queues}")]
    private partial void LogServesQueues(string queues);

    [LoggerMessage(HostingEventIds.OnlyEnqueues, LogLevel.Information,
        "Enqueues jobs and runs none: that takes a handler, and AddPawl().AddWorker()")]
    private partial void LogOnlyEnqueues();

    [LoggerMessage(HostingEventIds.QueueIsNotServed, LogLevel.Warning,
        "Handlers here expect jobs in the queue {Queue}, which this process does not serve. Add it to AddWorker(w => w.Queue(…)) "
        + "unless another process does")]
    private partial void LogQueueIsNotServed(QueueName queue);

    [LoggerMessage(HostingEventIds.HostIsStopped, LogLevel.Critical,
        "Pawl cannot go on in this process, so the application stops; a new process can")]
    private partial void LogHostIsStopped(Exception exception);
}
