using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Pawl.Engine.Clients;
using Pawl.Engine.Concurrency;
using Pawl.Engine.Handlers;
using Pawl.Engine.Maintenance;
using Pawl.Engine.Nodes;
using Pawl.Engine.Schedules;
using Pawl.Engine.Serialization;
using Pawl.Engine.Workers;
using Pawl.ReferenceModel;
using Pawl.Simulation.Kernel;
using Pawl.Simulation.Links;
using Pawl.Simulation.Running;
using Pawl.Simulation.Scenarios;
using Pawl.Simulation.Work;
using Pawl.Storage;

namespace Pawl.Simulation.Nodes;

/// <summary>A machine of the cluster: the product's own engine in one process after the other, and users who call it.</summary>
internal sealed class SimulatedNode(World world, Scenario scenario, int number)
{
    private static readonly JobSerializer Serializer = new(JobSerializer.CreateOptions());
    private static readonly JobDefinitions Definitions = new(Serializer);
    private static readonly HeartHost OnTheCommonContext = (heart, cancellationToken) => heart(cancellationToken);

    private readonly CompiledSchedules compiledSchedules = new();
    private readonly NodeOptions nodeOptions = new() { LeaseDuration = world.Swarm.Lease };
    private CancellationTokenSource stopping = new();
    private ProcessClock clock = new(world.Simulator, process: null);
    private Line? line;

    public int Number { get; } = number;

    /// <summary>Its present process; null while none runs.</summary>
    public SimulatedProcess? Process { get; private set; }

    /// <summary>How far its wall clock is off.</summary>
    public TimeSpan ClockAhead { get; private set; }

    public bool IsStopping => stopping.IsCancellationRequested;

    /// <summary>Starts a process, unless one runs.</summary>
    public void Start()
    {
        if (Process is not null)
        {
            return;
        }

        var process = new SimulatedProcess(world.Simulator, world.NextProcess());
        Process = process;
        stopping = new CancellationTokenSource();
        clock = new ProcessClock(world.Simulator, process) { Ahead = ClockAhead };
        line = new Line(world, process);
        process.Begin(() => RunAsync(process, line));
    }

    /// <summary>Kills its process, as by SIGKILL.</summary>
    public void Kill()
    {
        if (Process is { } process)
        {
            world.Stats.Deaths++;
            world.LastDeathAt = world.Simulator.Now;
            process.Kill();
            Process = null;
        }
    }

    /// <summary>Asks its process to stop.</summary>
    public void Stop() => Process?.Begin(() =>
    {
        stopping.Cancel();
        return Task.CompletedTask;
    });

    /// <summary>Cuts it off from the store, or joins it again.</summary>
    public void Cut(bool isCut)
    {
        if (line is not null)
        {
            line.IsCut = isCut;
        }
    }

    /// <summary>Sets its wall clock.</summary>
    public void SetClock(TimeSpan ahead)
    {
        ClockAhead = ahead;
        clock.Ahead = ahead;
    }

    private async Task RunAsync(SimulatedProcess process, Line line)
    {
        try
        {
            (Node node, NodeRuntime runtime, User user) = Compose(process, line);
            if (!await TryJoinAsync(node))
            {
                return;
            }

            Task calling = scenario.UseAsync(user);
            await runtime.RunAsync(stopping.Token);
            await calling;
        }
        catch (StoreException exception) when (StoreBackoff.Passes(exception))
        {
            // Its first membership was over before it ran, and there was no second: it has not begun, and is started again.
        }
        catch (Exception exception) when (exception is not ProcessKilledException)
        {
            world.Defects.Add(exception);
        }
        finally
        {
            process.Kill();
            if (Process == process)
            {
                Process = null;
            }
        }
    }

    /// <summary>Joins as a host does when it starts: what cannot reach its store ends by name, and is started again.</summary>
    private static async Task<bool> TryJoinAsync(Node node)
    {
        try
        {
            await node.EnsureJoinedAsync(CancellationToken.None);
            return true;
        }
        catch (StoreException exception) when (StoreBackoff.Passes(exception))
        {
            return false;
        }
    }

    private (Node Node, NodeRuntime Runtime, User User) Compose(SimulatedProcess process, Line line)
    {
        var lifecycle = new LifecycleLink(world.Store.Lifecycle);
        var cluster = new ClusterLink(line, world.Store.Cluster);
        var wakeups = new WakeupsLink(line, world.Store.Wakeups);
        var jobs = new JobStoreLink(line, world.Store.Jobs);
        var channels = new EngineChannels(continuesSynchronously: true);
        IOptions<NodeOptions> options = Options.Create(nodeOptions);
        ProcessClock idClock = world.Swarm.IdsAhead == TimeSpan.Zero
            ? clock
            : new ProcessClock(world.Simulator, process) { Ahead = world.Swarm.IdsAhead };
        var node = new Node($"node-{Number}", lifecycle, cluster, options, world.Entropy, idClock, Log<Node>());
        var handlers = new HandlerRegistry();
        foreach (HandlerRegistration handler in scenario.HandlersOf(new ScriptedHandlers(world, this, process, clock, Serializer), Number))
        {
            handlers.Add(handler);
        }

        var settings = new ClientSettings { Retention = world.Swarm.Retention, FailedRetention = world.Swarm.Retention };
        var requests = new JobRequests(Definitions, handlers, settings);
        var environment = new WorkerEnvironment
        {
            Node = node,
            Heart = new Heart(node, cluster, wakeups, channels, options, clock, Log<Heart>()),
            Leases = new LeasesLink(line, world.Store.Leases),
            Enlistment = new NoEnlistment(),
            Cluster = cluster,
            Wakeups = wakeups,
            Handlers = handlers,
            Serializer = Serializer,
            Scopes = EmptyScopes.Instance,
            LendTransaction = transaction => new EngineTransaction(transaction, requests, () => Ids(node)),
            Options = WorkerOptions(),
            NodeOptions = nodeOptions,
            Channels = channels,
            Clock = clock,
            Entropy = world.Entropy,
            LoggerFactory = NullLoggerFactory.Instance,
            Gate = new SoloGate(channels),
            Retry = world.Swarm.Retry,
        };
        var schedules = new SchedulesLink(line, world.Store.Schedules);
        var runtime = new NodeRuntime(
            environment,
            lifecycle,
            Duties(line, node, cluster, wakeups, channels, schedules, jobs),
            OnTheCommonContext,
            Log<NodeRuntime>());
        var client = new JobClient(
            jobs, new QueriesLink(line, world.Store.Queries), new NoEnlistment(), requests, Serializer, node, clock);
        var scheduleClient = new ScheduleClient(
            schedules,
            new ScheduleDrafts(requests, node),
            new ScheduleChanges(schedules, compiledSchedules, node),
            new Backfiller(schedules, compiledSchedules, node),
            compiledSchedules,
            node,
            clock);
        var user = new User(
            world, client, new QueueClient(new QueuesLink(line, world.Store.Queues), node), scheduleClient, clock, stopping.Token);
        return (node, runtime, user);
    }

    private WorkerOptions WorkerOptions()
    {
        var options = new WorkerOptions
        {
            PollInterval = world.Swarm.PollInterval,
            PrefetchLimit = world.Swarm.PrefetchLimit,
            DefaultConcurrency = world.Swarm.Concurrency,
        };
        foreach (string queue in scenario.Queues)
        {
            options.Queues.Add(queue, 0);
        }

        return options;
    }

    private List<DutyLoop> Duties(
        Line line,
        Node node,
        IClusterStore cluster,
        IWakeups wakeups,
        EngineChannels channels,
        IScheduleStore schedules,
        IJobStore jobs)
    {
        var maintenance = new MaintenanceLink(line, world.Store.Maintenance);
        IOptions<MaintenanceOptions> options = Options.Create(new MaintenanceOptions
        {
            PromoteInterval = world.Swarm.PromoteInterval,
            ReapInterval = world.Swarm.ReapInterval,
            PruneInterval = world.Swarm.PruneInterval,
            ScheduleInterval = world.Swarm.PromoteInterval,
            CatchUpPerSecond = world.Swarm.CatchUpPerSecond,
            BatchSize = world.Swarm.BatchSize,
        });
        IDutyPerformer[] performers =
        [
            new Promoter(maintenance, options, Log<Promoter>()),
            new Reaper(maintenance, node.Contact, options, Log<Reaper>()),
            new Pruner(maintenance, options, Log<Pruner>()),
        ];
        if (scenario.Schedules.Count > 0)
        {
            performers = [.. performers, new Ticker(schedules, jobs, node, compiledSchedules, options, clock, Log<Ticker>())];
        }

        return
        [
            .. performers.Select(performer =>
                new DutyLoop(performer, node, cluster, wakeups, channels, world.Entropy, clock, Log<DutyLoop>())),
        ];
    }

    private static NullLogger<T> Log<T>() => NullLogger<T>.Instance;

    private static IdGenerator Ids(Node node) =>
        node.GetAsync(CancellationToken.None).AsTask() is { IsCompletedSuccessfully: true, Result: var ids }
            ? ids
            : throw new StoreUnavailableException("Simulated: this process has lost its place in the cluster.");
}
