using System.Diagnostics;
using System.Net.Sockets;
using Pawl.Faults.Running;
using Pawl.PrivatePostgres;

namespace Pawl.Faults.Network;

/// <summary>A pooler before a private server, in transaction mode.</summary>
internal sealed class PgBouncer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/pgbouncer";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly Process process;

    private PgBouncer(Process process, int port) => (this.process, Port) = (process, port);

    /// <summary>Where clients connect.</summary>
    public int Port { get; }

    /// <summary>Starts one, as the user who runs the server, and waits until it listens.</summary>
    public static async Task<PgBouncer> StartAsync(PrivateServer server, int sessions, CancellationToken cancellationToken)
    {
        if (!File.Exists(Program))
        {
            throw new CannotInjectException("pgbouncer is not here; install the package pgbouncer.");
        }

        int port = FreePort.Find();
        string settings = Path.Combine(server.Folder, "pgbouncer.ini");
        await File.WriteAllTextAsync(settings, $"""
            [databases]
            * = host=127.0.0.1 port={server.Port} user=pawl
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            default_pool_size = {sessions}
            max_client_conn = 400
            ignore_startup_parameters = extra_float_digits
            """ + "\n", cancellationToken);
        string[] command = [.. PrivateServer.AccountPrefix, Program, "-q", settings];
        var bouncer = new PgBouncer(
            Process.Start(command[0], command[1..]) ?? throw new CannotInjectException("pgbouncer did not start."), port);
        await bouncer.WaitAsync(cancellationToken);
        return bouncer;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        long begun = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", Port, cancellationToken);
                return;
            }
            catch (SocketException) when (!process.HasExited && Stopwatch.GetElapsedTime(begun) < Deadline)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
            }
        }
    }
}
