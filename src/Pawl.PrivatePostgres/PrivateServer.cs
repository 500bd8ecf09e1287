using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Pawl.PrivatePostgres;

/// <summary>A PostgreSQL server of our own: in a temporary folder, on a port of its own of the loopback address, safe to kill. It
/// ends, and its folder goes, with the process that made it, however that ends.</summary>
public sealed class PrivateServer : IAsyncDisposable
{
    private const string User = "pawl";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(5);

    private readonly Watchdog watchdog;
    private Process? process;
    private bool isKept;

    private PrivateServer(string folder, IReadOnlyDictionary<string, string>? settings)
    {
        Folder = folder;
        watchdog = new Watchdog(folder);
        Port = FreePort.Find();
        Settings = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["listen_addresses"] = "127.0.0.1",
            ["port"] = Port.ToString(CultureInfo.InvariantCulture),
            ["unix_socket_directories"] = folder,
            ["max_connections"] = "200",
            ["timezone"] = "UTC",
            ["log_line_prefix"] = "%m [%p] %q%a ",
        };
        foreach ((string name, string value) in settings ?? new Dictionary<string, string>())
        {
            Settings[name] = value;
        }
    }

    /// <summary>The command that runs another as the user who runs the server; empty for the present one.</summary>
    public static IReadOnlyList<string> AccountPrefix => ServerAccount.Prefix;

    /// <summary>The folder of everything that is its own; the server's log is in it, too.</summary>
    public string Folder { get; }

    /// <summary>Its port on the loopback address.</summary>
    public int Port { get; }

    /// <summary>What its configuration says beyond PostgreSQL's defaults: applied by a start, or by <see cref="Reload"/>.</summary>
    public IDictionary<string, string> Settings { get; }

    /// <summary>Environment variables of the server's process, applied by a start.</summary>
    public IDictionary<string, string> Environment { get; } = new Dictionary<string, string>();

    /// <summary>The id of the server's first process, while it runs.</summary>
    public int? ProcessId => process is { HasExited: false } running ? running.Id : null;

    /// <summary>The server's log.</summary>
    public string LogPath => Path.Combine(Folder, "server.log");

    /// <summary>The folder of its data, below <see cref="Folder"/>.</summary>
    public string DataFolder => Path.Combine(Folder, "data");

    /// <summary>Makes a server and starts it.</summary>
    /// <param name="settings">Settings beyond PostgreSQL's defaults.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The server, which accepts connections.</returns>
    public static async Task<PrivateServer> StartNewAsync(
        IReadOnlyDictionary<string, string>? settings = null, CancellationToken cancellationToken = default)
    {
        var server = new PrivateServer(await ServerAccount.CreateFolderAsync(cancellationToken), settings);
        string[] arguments =
            ["-D", server.DataFolder, "-U", User, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions"];
        return await server.MakeAsync("initdb", arguments, cancellationToken);
    }

    /// <summary>Makes a standby of this server and starts it: a hot one, that follows by streaming.</summary>
    /// <param name="name">What <c>synchronous_standby_names</c> of this server may call it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The standby, which accepts connections that read.</returns>
    public async Task<PrivateServer> StartStandbyAsync(string name, CancellationToken cancellationToken = default)
    {
        var standby = new PrivateServer(await ServerAccount.CreateFolderAsync(cancellationToken), settings: null);
        string primary = string.Create(CultureInfo.InvariantCulture, $"host=127.0.0.1 port={Port} user={User} application_name={name}");
        return await standby.MakeAsync(
            "pg_basebackup", ["-D", standby.DataFolder, "-d", primary, "-R", "-X", "stream", "-c", "fast", "--no-sync"], cancellationToken);
    }

    /// <summary>How to reach a database of this server.</summary>
    /// <param name="database">Its name.</param>
    /// <param name="port">The port of whatever stands before the server; by default the server's own.</param>
    /// <returns>A connection string.</returns>
    public string ConnectionString(string database = "postgres", int? port = null) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port ?? Port,
        Username = User,
        Database = database,
        SslMode = SslMode.Disable,
    }.ToString();

    /// <summary>Creates an empty database.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How to reach it.</returns>
    public async Task<string> CreateDatabaseAsync(string name, CancellationToken cancellationToken = default)
    {
        await ExecuteAsync($"CREATE DATABASE \"{name}\"", cancellationToken: cancellationToken);
        return ConnectionString(name);
    }

    /// <summary>Runs statements on a connection of their own.</summary>
    /// <param name="sql">The statements.</param>
    /// <param name="database">The database.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The first value of the first row, if there is one.</returns>
    public async Task<object?> ExecuteAsync(string sql, string database = "postgres", CancellationToken cancellationToken = default)
    {
        var settings = new NpgsqlConnectionStringBuilder(ConnectionString(database)) { Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>Starts the server, which is not running.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The wait until it accepts connections.</returns>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        const string Script = """log=$1; shift; exec "$@" < /dev/null >> "$log" 2>&1""";
        WriteSettings();
        string[] command = [.. ServerAccount.Prefix, PostgresBinaries.PathOf("postgres"), "-D", DataFolder];
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", LogPath, .. command]) { WorkingDirectory = "/" };
        foreach ((string name, string value) in Environment)
        {
            start.Environment[name] = value;
        }

        process?.Dispose();
        process = Process.Start(start) ?? throw new InvalidOperationException("/bin/sh did not start.");
        watchdog.Watch(process.Id);
        await WaitAsync(() => process.HasExited || IsReady(process.Id), cancellationToken);
        if (process.HasExited)
        {
            throw new InvalidOperationException($"PostgreSQL did not start:\n{File.ReadAllText(LogPath)}");
        }
    }

    /// <summary>Stops the server as its operator would: sessions end, all is written.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The wait.</returns>
    public Task StopAsync(CancellationToken cancellationToken = default) => EndAsync(Signals.Interrupt, cancellationToken);

    /// <summary>Stops the server and starts it again.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The wait until it accepts connections.</returns>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await StopAsync(cancellationToken);
        await StartAsync(cancellationToken);
    }

    /// <summary>Ends every process of the server at once, as a kernel does that is out of memory.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The wait until all are gone.</returns>
    public async Task KillAsync(CancellationToken cancellationToken = default)
    {
        int[] children = await PauseAsync(cancellationToken);
        Array.ForEach(children, child => Signals.Send(child, Signals.Kill));
        await EndAsync(Signals.Kill, cancellationToken);

        // As long as one is there it holds the shared memory, and the server cannot be started again.
        await WaitAsync(() => Array.TrueForAll(children, Signals.HasEnded), cancellationToken);
    }

    /// <summary>Stops every process of the server where it is.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The processes but for the first, when none of them runs any more.</returns>
    public async Task<int[]> PauseAsync(CancellationToken cancellationToken = default)
    {
        // Whoever is stopped starts no more children.
        int first = RunningId;
        Signals.Send(first, Signals.Stop);
        await WaitAsync(() => Signals.HasStopped(first), cancellationToken);
        int[] children = [.. Signals.ChildrenOf(first)];
        Array.ForEach(children, child => Signals.Send(child, Signals.Stop));
        await WaitAsync(() => Array.TrueForAll(children, Signals.HasStopped), cancellationToken);
        return children;
    }

    /// <summary>Lets every process of a paused server go on.</summary>
    public void Resume()
    {
        foreach (int child in Signals.ChildrenOf(RunningId))
        {
            Signals.Send(child, Signals.Continue);
        }

        Signals.Send(RunningId, Signals.Continue);
    }

    /// <summary>Applies those <see cref="Settings"/> that need no restart.</summary>
    public void Reload()
    {
        WriteSettings();
        Signals.Send(RunningId, Signals.Hangup);
    }

    /// <summary>Makes a standby the primary.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The wait until it accepts writes.</returns>
    public Task PromoteAsync(CancellationToken cancellationToken = default) =>
        ServerAccount.RunProgramAsync("pg_ctl", ["promote", "-w", "-s", "-D", DataFolder], cancellationToken);

    /// <summary>Starts this server, which was stopped in peace, as a standby of the one that took over.</summary>
    /// <param name="primary">The new primary.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The wait until it accepts connections that read.</returns>
    public Task FollowAsync(PrivateServer primary, CancellationToken cancellationToken = default)
    {
        Settings["primary_conninfo"] = string.Create(CultureInfo.InvariantCulture, $"host=127.0.0.1 port={primary.Port} user={User}");
        File.WriteAllText(Path.Combine(DataFolder, "standby.signal"), "");
        return StartAsync(cancellationToken);
    }

    /// <summary>Lets the folder stay, for whoever asks why a test failed.</summary>
    public void Keep()
    {
        isKept = true;
        watchdog.Keep();
    }

    /// <summary>Ends the server and removes its folder.</summary>
    /// <returns>The wait.</returns>
    public async ValueTask DisposeAsync()
    {
        if (ProcessId is not null)
        {
            await KillAsync(CancellationToken.None);
        }

        watchdog.Dispose();
        process?.Dispose();
        if (!isKept && Directory.Exists(Folder))
        {
            throw new InvalidOperationException($"{Folder} could not be removed.");
        }
    }

    private int RunningId => ProcessId ?? throw new InvalidOperationException($"The server is not running; its log: {LogPath}");

    private async Task<PrivateServer> MakeAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            await ServerAccount.RunProgramAsync(program, arguments, cancellationToken);
            await StartAsync(cancellationToken);
            return this;
        }
        catch (Exception)
        {
            await DisposeAsync();
            throw;
        }
    }

    private async Task EndAsync(int signal, CancellationToken cancellationToken)
    {
        Process running = process ?? throw new InvalidOperationException("The server was never started.");
        Signals.Send(RunningId, signal);
        await running.WaitForExitAsync(cancellationToken).WaitAsync(Deadline, cancellationToken);
        watchdog.Watch(null);
    }

    private async Task WaitAsync(Func<bool> isSo, CancellationToken cancellationToken)
    {
        long begun = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            if (TimeProvider.System.GetElapsedTime(begun) > Deadline)
            {
                throw new TimeoutException($"PostgreSQL has not done within {Deadline} what was asked of it; its log: {LogPath}");
            }

            await Task.Delay(PollInterval, TimeProvider.System, cancellationToken);
        }
    }

    private void WriteSettings() => File.WriteAllLines(
        Path.Combine(DataFolder, "postgresql.conf"),
        Settings.Select(setting => $"{setting.Key} = '{setting.Value.Replace("'", "''", StringComparison.Ordinal)}'"));

    /// <summary>The server says so itself, in the eighth line of a file.</summary>
    private bool IsReady(int processId)
    {
        string path = Path.Combine(DataFolder, "postmaster.pid");
        string[] lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        return lines is [var id, _, _, _, _, _, _, var status, ..]
            && id == processId.ToString(CultureInfo.InvariantCulture)
            && (status.StartsWith("ready", StringComparison.Ordinal) || status.StartsWith("standby", StringComparison.Ordinal));
    }
}
