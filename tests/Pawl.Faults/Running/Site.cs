using System.Diagnostics;
using Pawl.Checker.Journals;
using Pawl.Faults.Network;
using Pawl.Faults.Processes;
using Pawl.PrivatePostgres;

namespace Pawl.Faults.Running;

/// <summary>Where a row runs: a folder, a store, the processes that share it, and what was done to them.</summary>
public sealed class Site : IAsyncDisposable
{
    /// <summary>How long processes live without a heartbeat here.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    /// <summary>The name of the database.</summary>
    public const string Database = "work";

    private static readonly TimeSpan InjectionTime = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly FaultJournal journal;
    private readonly List<NodeProcess> started = [];
    private readonly List<string> unmet = [];
    private readonly List<string> reported = [];
    private readonly Stack<IAsyncDisposable> used = [];
    private readonly PrivateServer? server;

    private Site(StoreKind store, int seed, string folder, PrivateServer? server)
    {
        (Store, Seed, Folder, this.server) = (store, seed, folder, server);
        Server = server!;
        Chance = new Random(seed);
        DatabaseFile = Path.Combine(folder, "pawl.db");
        journal = new FaultJournal(folder);
        journal.Write($"cluster {store.ToString().ToLowerInvariant()} {Lease.TotalMilliseconds} {(Lease / 3).TotalMilliseconds}");
    }

    /// <summary>The kind of store.</summary>
    public StoreKind Store { get; }

    /// <summary>What chance draws from.</summary>
    public int Seed { get; }

    /// <summary>Everything of this run.</summary>
    public string Folder { get; }

    /// <summary>Chance.</summary>
    public Random Chance { get; }

    /// <summary>The file of the embedded store.</summary>
    public string DatabaseFile { get; set; }

    /// <summary>PostgreSQL, for a row on it; after a failover, the server that took over.</summary>
    public PrivateServer Server
    {
        get => field ?? throw new InvalidOperationException("This row runs on SQLite.");
        set;
    }

    /// <summary>How the judge reaches PostgreSQL: past whatever stands before it.</summary>
    public string JudgeUrl => $"{Server.ConnectionString(Database)};Pooling=false";

    /// <summary>How processes reach PostgreSQL.</summary>
    public string DatabaseUrl { get; set; } = "";

    /// <summary>What every process is told.</summary>
    public List<string> Settings { get; } =
    [
        "--Pace", "120", "--AnswerTimeout", "00:00:05", "--Pawl:Node:LeaseDuration", Lease.ToString(),
        "--Pawl:Maintenance:ReapInterval", "00:00:01",
        "--Pawl:Maintenance:PromoteInterval", "00:00:00.2", "--Pawl:Worker:PollInterval", "00:00:00.2",
        "--Pawl:Retry:InitialDelay", "00:00:00.1", "--Pawl:Retry:MaxDelay", "00:00:01",
        "--Pawl:Worker:AbandonGrace", "00:00:02", "--Pawl:Worker:DrainTimeout", "00:00:05", "--Pawl:Worker:ShutdownGrace", "00:00:01",
    ];

    /// <summary>The processes that run.</summary>
    public IReadOnlyList<NodeProcess> Nodes => [.. started.Where(node => node.IsAlive)];

    /// <summary>All processes that were started, in order.</summary>
    public IReadOnlyList<NodeProcess> Started => started;

    /// <summary>What was expected and not seen.</summary>
    public IReadOnlyList<string> Unmet => unmet;

    /// <summary>What was measured, or happened one way of several.</summary>
    public IReadOnlyList<string> Reported => reported;

    /// <summary>Makes a site.</summary>
    /// <param name="store">The kind of store.</param>
    /// <param name="seed">What chance draws from.</param>
    /// <param name="folder">An empty folder.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The site, with a store that nobody uses yet.</returns>
    public static async Task<Site> CreateAsync(StoreKind store, int seed, string folder, CancellationToken cancellationToken)
    {
        if (store == StoreKind.Sqlite)
        {
            return new Site(store, seed, folder, server: null);
        }

        var settings = new Dictionary<string, string> { ["log_lock_waits"] = "on" };
        PrivateServer server = await PrivateServer.StartNewAsync(settings, cancellationToken);
        string url = await server.CreateDatabaseAsync(Database, cancellationToken);
        await server.ExecuteAsync(
            "CREATE TABLE effect (job_id bigint NOT NULL, token bigint NOT NULL); CREATE TABLE marker (origin text NOT NULL); "
            + "CREATE TABLE pulse (at timestamptz NOT NULL DEFAULT clock_timestamp())",
            Database,
            cancellationToken);
        var site = new Site(store, seed, folder, server) { DatabaseUrl = url };
        site.Use(new StorePulse(site.JudgeUrl, site.journal));
        return site;
    }

    /// <summary>Starts a process that enqueues and runs jobs, and waits until it is ready.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="settings">What else it is told; later ones count.</param>
    /// <returns>The process.</returns>
    public async Task<NodeProcess> StartNodeAsync(CancellationToken cancellationToken, params string[] settings)
    {
        NodeProcess node = Launch([], settings);
        await node.HearAsync("ready", cancellationToken);
        return node;
    }

    /// <summary>Starts a process that enqueues and runs jobs.</summary>
    /// <param name="prefix">A program that becomes it, and arguments; see <see cref="NodeProcess"/>.</param>
    /// <param name="settings">What else it is told; later ones count.</param>
    /// <returns>The process, which may not be ready.</returns>
    public NodeProcess Launch(IReadOnlyList<string> prefix, params string[] settings)
    {
        string store = Store == StoreKind.Sqlite ? $"sqlite:{DatabaseFile}" : $"postgres:{DatabaseUrl}";
        NodeProcess node = NodeProcess.Start(
            prefix, "node", Folder, started.Count + 1, Seed, ["--Store", store, .. Settings, .. settings]);
        started.Add(node);
        return node;
    }

    /// <summary>Lets time pass.</summary>
    /// <param name="seconds">How many seconds.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The wait.</returns>
    public Task PassAsync(double seconds, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, cancellationToken);

    /// <summary>Waits until the processes have written something down, without which the fault would not be one.</summary>
    /// <param name="what">What, for the report.</param>
    /// <param name="isReached">Whether it is there.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The wait.</returns>
    /// <exception cref="CannotInjectException">It did not come.</exception>
    public async Task WaitAsync(string what, Func<History, bool> isReached, CancellationToken cancellationToken)
    {
        if (!await IsReachedAsync(InjectionTime, () => Task.FromResult(isReached(ReadHistory())), cancellationToken))
        {
            throw new CannotInjectException($"{what}: this did not happen within {InjectionTime.TotalSeconds} s.");
        }
    }

    /// <summary>Waits until the processes have written down what they are expected to.</summary>
    /// <param name="what">What, for the report.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="isReached">Whether it is there.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it came in time; if not, that is a violation.</returns>
    public Task<bool> ExpectAsync(string what, TimeSpan limit, Func<History, bool> isReached, CancellationToken cancellationToken) =>
        ExpectAsync(what, limit, () => Task.FromResult(isReached(ReadHistory())), cancellationToken);

    /// <summary>Waits until something is so.</summary>
    /// <param name="what">What, for the report.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="isReached">Whether it is so.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it was so in time; if not, that is a violation.</returns>
    public async Task<bool> ExpectAsync(string what, TimeSpan limit, Func<Task<bool>> isReached, CancellationToken cancellationToken)
    {
        bool isSo = await IsReachedAsync(limit, isReached, cancellationToken);
        Expect($"{what} within {limit.TotalSeconds:0.#} s", isSo);
        return isSo;
    }

    /// <summary>Expects something now.</summary>
    /// <param name="what">What, for the report.</param>
    /// <param name="isSo">Whether it is so.</param>
    public void Expect(string what, bool isSo)
    {
        if (!isSo)
        {
            unmet.Add(what);
        }
    }

    /// <summary>Says what was measured, or what happened of several things that may.</summary>
    /// <param name="what">What, for the report.</param>
    public void Report(string what) => reported.Add(what);

    /// <summary>Kills a process, or takes note that it has killed itself.</summary>
    /// <param name="node">The process.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Its end.</returns>
    public async Task KillAsync(NodeProcess node, CancellationToken cancellationToken)
    {
        journal.Write($"fault {node.Number} killed");
        await node.KillAsync(cancellationToken);
    }

    /// <summary>Waits until a process kills itself.</summary>
    /// <param name="node">The process.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Its end.</returns>
    public async Task DieAsync(NodeProcess node, CancellationToken cancellationToken)
    {
        string errors = await node.EndAsync(cancellationToken);
        journal.Write($"fault {node.Number} killed");
        bool isKilled = node.ExitCode is NodeProcess.Killed or NodeProcess.Aborted;
        Expect($"Process {node.Number} kills itself, but it ended with {node.ExitCode}: {errors}", isKilled);
    }

    /// <summary>Asks a process to stop, as a service manager does.</summary>
    /// <param name="node">The process.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Its end.</returns>
    public async Task StopAsync(NodeProcess node, CancellationToken cancellationToken)
    {
        journal.Write($"fault {node.Number} stopping");
        string errors = await node.TerminateAsync(cancellationToken);
        Expect($"Process {node.Number} stops with 0, not {node.ExitCode}: {errors}", node.ExitCode == 0);
    }

    /// <summary>Stops a process where it is, for a while.</summary>
    /// <param name="node">The process.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The wait.</returns>
    public async Task PauseAsync(NodeProcess node, double seconds, CancellationToken cancellationToken)
    {
        journal.Write($"fault {node.Number} paused");
        node.Send(Signals.Stop);
        await PassAsync(seconds, cancellationToken);
        node.Send(Signals.Continue);
        Heal(node.Number);
    }

    /// <summary>Takes note that a process, or with 0 the store, is not itself from now on.</summary>
    /// <param name="process">Which.</param>
    /// <param name="kind">What is done to it: <c>cut</c>, <c>down</c>.</param>
    public void Disturb(int process, string kind) => journal.Write($"fault {process} {kind}");

    /// <summary>Takes note that the store's clock was set.</summary>
    /// <param name="ahead">How far ahead of what it showed; negative for back.</param>
    public void Step(TimeSpan ahead) => journal.Write($"stepped {(int)ahead.TotalMilliseconds}");

    /// <summary>Takes note that the fault is over.</summary>
    /// <param name="process">Whose.</param>
    public void Heal(int process) => journal.Write($"healed {process}");

    /// <summary>What the processes wrote down so far.</summary>
    /// <returns>The journals.</returns>
    public History ReadHistory() => new(JournalReader.ReadFolder(Folder));

    /// <summary>Ends all processes; the folder stays.</summary>
    /// <returns>The wait.</returns>
    public async ValueTask DisposeAsync()
    {
        foreach (NodeProcess node in started)
        {
            await node.DisposeAsync();
            File.WriteAllText(Path.Combine(Folder, $"{node.Number:0000}.log"), node.Errors);
        }

        while (used.TryPop(out IAsyncDisposable? thing))
        {
            await thing.DisposeAsync();
        }

        journal.Dispose();
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>Keeps what PostgreSQL wrote, for whoever asks why a row failed.</summary>
    public void KeepServerLog()
    {
        if (server is not null)
        {
            File.Copy(server.LogPath, Path.Combine(Folder, "server.log"), overwrite: true);
        }
    }

    /// <summary>Lets processes that are started from now on reach PostgreSQL by way of a proxy.</summary>
    /// <param name="proxy">The proxy.</param>
    public void UseProxy(TcpProxy proxy) => DatabaseUrl = Server.ConnectionString(Database, proxy.Port);

    /// <summary>Hands over something that is to be undone when the processes have ended.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="thing">It.</param>
    /// <returns>It.</returns>
    public T Use<T>(T thing)
        where T : IAsyncDisposable
    {
        used.Push(thing);
        return thing;
    }

    private static async Task<bool> IsReachedAsync(TimeSpan limit, Func<Task<bool>> isReached, CancellationToken cancellationToken)
    {
        long begun = Stopwatch.GetTimestamp();
        while (!await isReached())
        {
            if (Stopwatch.GetElapsedTime(begun) > limit)
            {
                return false;
            }

            await Task.Delay(PollInterval, TimeProvider.System, cancellationToken);
        }

        return true;
    }
}
