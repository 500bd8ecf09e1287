using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pawl.Engine.Clients;
using Pawl.Engine.Concurrency;
using Pawl.Engine.Handlers;
using Pawl.Engine.Maintenance;
using Pawl.Engine.Nodes;
using Pawl.Engine.Schedules;
using Pawl.Engine.Serialization;
using Pawl.Engine.Workers;
using Pawl.Hosting.Threads;
using Pawl.Storage;

namespace Pawl.Hosting.Running;

/// <summary>Puts the engine together from the application's services.</summary>
internal static class NodeFactory
{
    public static EngineChannels CreateChannels(IServiceProvider services) => new(continuesSynchronously: false);

    public static Node CreateNode(IServiceProvider services) => new(
        $"{Environment.MachineName}:{Environment.ProcessId}",
        services.GetRequiredService<IStoreLifecycle>(),
        services.GetRequiredService<IClusterStore>(),
        services.GetRequiredService<IOptions<NodeOptions>>(),
        services.GetRequiredService<IEntropy>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<Node>>());

    /// <summary>Makes what runs in this process. Called as the host starts, so that every handler is known.</summary>
    public static NodeRuntime CreateRuntime(IServiceProvider services)
    {
        var clock = services.GetRequiredService<TimeProvider>();

        // Who brings a clock along owns time, and so the heart too; the system's needs a thread that nobody blocks.
        HeartThread? thread = clock == TimeProvider.System ? new HeartThread(clock) : null;
        HeartHost host = thread is null
            ? (heart, cancellationToken) => heart(cancellationToken)
            : (heart, cancellationToken) => thread.RunAsync(() => heart(cancellationToken));
        WorkerEnvironment environment = CreateEnvironment(services, clock, CreateHeart(services, thread?.Clock ?? clock));
        return new NodeRuntime(
            environment,
            services.GetRequiredService<IStoreLifecycle>(),
            Duties(services).Select(performer => CreateDuty(services, environment, performer)).ToArray(),
            host,
            services.GetRequiredService<ILogger<NodeRuntime>>());
    }

    private static WorkerEnvironment CreateEnvironment(IServiceProvider services, TimeProvider clock, Heart heart)
    {
        PawlOptions options = services.GetRequiredService<IOptions<PawlOptions>>().Value;
        var node = services.GetRequiredService<Node>();
        var requests = services.GetRequiredService<JobRequests>();
        var channels = services.GetRequiredService<EngineChannels>();

        // A process that was not asked to run jobs runs none, whatever it has handlers for.
        bool runsJobs = services.GetService<WorkerIsWanted>() is not null;
        return new WorkerEnvironment
        {
            Node = node,
            Heart = heart,
            Leases = services.GetRequiredService<IJobLeases>(),
            Enlistment = services.GetRequiredService<IEnlistment>(),
            Cluster = services.GetRequiredService<IClusterStore>(),
            Wakeups = services.GetRequiredService<IWakeups>(),
            Handlers = runsJobs ? services.GetRequiredService<HandlerRegistry>() : new HandlerRegistry(),
            Serializer = services.GetRequiredService<JobSerializer>(),
            Scopes = services.GetRequiredService<IServiceScopeFactory>(),
            LendTransaction = transaction => new EngineTransaction(transaction, requests, () => IdsOf(node)),
            Options = options.Worker,
            NodeOptions = options.Node,
            Channels = channels,
            Clock = clock,
            Entropy = services.GetRequiredService<IEntropy>(),
            LoggerFactory = services.GetRequiredService<ILoggerFactory>(),
            Gate = new SoloGate(channels),
            Retry = options.Retry.ToPolicy(),
            Timeout = options.Timeout,
        };
    }

    private static Heart CreateHeart(IServiceProvider services, TimeProvider clock) => new(
        services.GetRequiredService<Node>(),
        services.GetRequiredService<IClusterStore>(),
        services.GetRequiredService<IWakeups>(),
        services.GetRequiredService<EngineChannels>(),
        services.GetRequiredService<IOptions<NodeOptions>>(),
        clock,
        services.GetRequiredService<ILogger<Heart>>());

    private static IDutyPerformer[] Duties(IServiceProvider services)
    {
        var maintenance = services.GetRequiredService<IJobMaintenance>();
        var options = services.GetRequiredService<IOptions<MaintenanceOptions>>();
        return
        [
            new Promoter(maintenance, options, services.GetRequiredService<ILogger<Promoter>>()),
            new Reaper(maintenance, services.GetRequiredService<Node>().Contact, options, services.GetRequiredService<ILogger<Reaper>>()),
            new Pruner(maintenance, options, services.GetRequiredService<ILogger<Pruner>>()),
            new Ticker(
                services.GetRequiredService<IScheduleStore>(),
                services.GetRequiredService<IJobStore>(),
                services.GetRequiredService<IJobIds>(),
                services.GetRequiredService<CompiledSchedules>(),
                options,
                services.GetRequiredService<TimeProvider>(),
                services.GetRequiredService<ILogger<Ticker>>()),
        ];
    }

    private static DutyLoop CreateDuty(IServiceProvider services, WorkerEnvironment environment, IDutyPerformer performer) =>
        new(
            performer,
            environment.Node,
            environment.Cluster,
            environment.Wakeups,
            environment.Channels,
            environment.Entropy,
            environment.Clock,
            services.GetRequiredService<ILogger<DutyLoop>>());

    /// <summary>Takes the ids without waiting: the caller holds the store's writer, which joining would need.</summary>
    private static IdGenerator IdsOf(Node node) =>
        node.GetAsync(CancellationToken.None).AsTask() is { IsCompletedSuccessfully: true, Result: var ids }
            ? ids
            : throw new StoreUnavailableException(
                "This process has lost its place in the cluster, and so can make no ids now; nothing was written. Try again.");
}
