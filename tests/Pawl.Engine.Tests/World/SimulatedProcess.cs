using System.Text;
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
using Pawl.ReferenceModel;
using Pawl.ReferenceModel.Chance;
using Pawl.Storage;

namespace Pawl.Engine.Tests.World;

/// <summary>A process with Pawl in it: the product's own engine, on the world's clock, chance and thread.</summary>
internal sealed class SimulatedProcess
{
    // Registrations are found by C# class too, so each needs one of its own.
    private static readonly Type[] Markers = [typeof(byte), typeof(short), typeof(int), typeof(long)];

    private readonly Pump pump;
    private readonly ProcessContext context;
    private readonly CancellationTokenSource stopping = new();
    private readonly ReferenceStore store;
    private readonly SeededEntropy entropy;
    private readonly ServiceCollection services = [];
    private readonly CompiledSchedules compiledSchedules = new();

    public SimulatedProcess(Pump pump, ReferenceStore store, SeededEntropy entropy, string name)
    {
        this.pump = pump;
        this.store = store;
        this.entropy = entropy;
        Name = name;
        context = new ProcessContext(pump);
        Clock = new ProcessClock(pump.Clock, context);
        Store = new UnreliableStore(store);
        Node = new Node(
            name, store, Store, Microsoft.Extensions.Options.Options.Create(NodeOptions), entropy, Clock, Log.CreateLogger<Node>());
    }

    public string Name { get; }

    public ProcessClock Clock { get; }

    public UnreliableStore Store { get; }

    public LogBook Log { get; } = new();

    public Node Node { get; }

    public WorkerOptions Options { get; } = new() { DefaultConcurrency = 4 };

    public NodeOptions NodeOptions { get; } = new();

    public MaintenanceOptions MaintenanceOptions { get; } = new();

    public RetryPolicy Retry { get; set; } = RetryPolicy.Fixed(maxAttempts: 3, TimeSpan.FromSeconds(10));

    public SoloGate Gate { get; } = new(new EngineChannels(continuesSynchronously: true));

    /// <summary>The whole run of the process; it ends when the process was stopped, or has failed.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Asked before each heartbeat's loop; lets a test take the heart out.</summary>
    public HeartHost HeartHost { get; set; } = (heart, cancellationToken) => heart(cancellationToken);

    private HandlerRegistry Handlers { get; } = new();

    private int Handled { get; set; }

    public void AddScoped<T>(Func<T> create)
        where T : class => services.AddScoped(_ => create());

    public SimulatedProcess Handle(
        JobType type, Func<JobContext, Task> handler, RetryPolicy? retry = null, TimeSpan? timeout = null) =>
        HandleWithResult(type, async context =>
        {
            await handler(context);
            return "";
        }, retry, timeout);

    public SimulatedProcess HandleWithResult(
        JobType type, Func<JobContext, Task<string>> handler, RetryPolicy? retry = null, TimeSpan? timeout = null)
    {
        Handlers.Add(new HandlerRegistration
        {
            Type = type,
            JobClass = Markers[Handled++],
            Invoker = async (context, _) => Encoding.UTF8.GetBytes(await handler(context)),
            Retry = retry,
            Timeout = timeout,
        });
        return this;
    }

    public SimulatedProcess Start()
    {
        Running = context.Run(() => CreateRuntime().RunAsync(stopping.Token));
        pump.RunUntilIdle();
        return this;
    }

    /// <summary>Asks the process to stop; time must pass for handlers that go on.</summary>
    public void Stop()
    {
        context.Run(_ => stopping.Cancel(), null);
        pump.RunUntilIdle();
    }

    public void Kill() => context.Kill();

    /// <summary>Stops the process for a while, as SIGSTOP and SIGCONT do, or the sleep of its machine.</summary>
    public void PauseFor(TimeSpan span)
    {
        context.Pause();
        pump.Advance(span);
        context.Resume();
        pump.RunUntilIdle();
    }

    /// <summary>Begins something within the process.</summary>
    public T Within<T>(Func<T> work) => context.Run(work);

    /// <summary>What users of the process call about schedules.</summary>
    public IScheduleClient Schedules
    {
        get
        {
            var serializer = new JobSerializer(JobSerializer.CreateOptions());
            var requests = new JobRequests(
                new JobDefinitions(serializer), Handlers, new ClientSettings());
            return new ScheduleClient(
                store,
                new ScheduleDrafts(requests, Node),
                new ScheduleChanges(store, compiledSchedules, Node),
                new Backfiller(store, compiledSchedules, Node),
                compiledSchedules,
                Node,
                Clock);
        }
    }

    /// <summary>Runs code within the process, and waits until it is done, without time passing.</summary>
    public T Await<T>(Func<Task<T>> work)
    {
        Task<T> task = context.Run(work);
        pump.RunUntilIdle();
        Assert.True(task.IsCompleted, "It waits for time to pass.");
        return task.GetAwaiter().GetResult();
    }

    private NodeRuntime CreateRuntime()
    {
        IOptions<NodeOptions> node = Microsoft.Extensions.Options.Options.Create(NodeOptions);
        IOptions<MaintenanceOptions> maintenance = Microsoft.Extensions.Options.Options.Create(MaintenanceOptions);
        var channels = new EngineChannels(continuesSynchronously: true);
        var environment = new WorkerEnvironment
        {
            Node = Node,
            Heart = new Heart(Node, Store, store, channels, node, Clock, Log.CreateLogger<Heart>()),
            Leases = Store,
            Enlistment = new NoEnlistment(),
            Cluster = Store,
            Wakeups = store,
            Handlers = Handlers,
            Serializer = new JobSerializer(JobSerializer.CreateOptions()),
            Scopes = services.BuildServiceProvider().GetRequiredService<IServiceScopeFactory>(),
            LendTransaction = transaction => new LentTransaction(transaction),
            Options = Options,
            NodeOptions = NodeOptions,
            Channels = channels,
            Clock = Clock,
            Entropy = entropy,
            LoggerFactory = Log,
            Gate = Gate,
            Retry = Retry,
        };
        IDutyPerformer[] duties =
        [
            new Promoter(Store, maintenance, Log.CreateLogger<Promoter>()),
            new Reaper(Store, Node.Contact, maintenance, Log.CreateLogger<Reaper>()),
            new Pruner(Store, maintenance, Log.CreateLogger<Pruner>()),
            new Ticker(store, store, Node, compiledSchedules, maintenance, Clock, Log.CreateLogger<Ticker>()),
        ];
        return new NodeRuntime(
            environment,
            store,
            [.. duties.Select(duty =>
                new DutyLoop(duty, Node, Store, store, channels, entropy, Clock, Log.CreateLogger<DutyLoop>()))],
            HeartHost,
            Log.CreateLogger<NodeRuntime>());
    }

    private sealed class LentTransaction(IStoreTransaction transaction) : JobTransaction
    {
        public override System.Data.Common.DbConnection Connection => transaction.Connection;

        public override EnqueuedJob Enqueue(IJob job, EnqueueOptions? options = null) => throw new NotSupportedException();
    }
}
