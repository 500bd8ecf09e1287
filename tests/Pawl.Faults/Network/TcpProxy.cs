using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Pawl.Faults.Network;

/// <summary>Stands between a client and a server on the loopback address, and passes bytes, or does worse. What is set counts for
/// connections that are open, too.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<ProxiedConnection, Task> connections = new();
    private readonly int target;
    private readonly Task accepting;
    private int accepted;

    /// <summary>Starts one.</summary>
    /// <param name="target">The server's port.</param>
    public TcpProxy(int target)
    {
        this.target = target;
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        accepting = AcceptAsync();
    }

    /// <summary>Where clients connect.</summary>
    public int Port { get; }

    /// <summary>How many connections were made so far.</summary>
    public int Accepted => Volatile.Read(ref accepted);

    /// <summary>What becomes of what clients send.</summary>
    public Flow ToServer { get; } = new();

    /// <summary>What becomes of what the server sends.</summary>
    public Flow ToClient { get; } = new();

    /// <summary>Asked of each piece that a client sends: whether its connection is cut, before the server gets it or before its reply
    /// comes back.</summary>
    public Func<ReadOnlyMemory<byte>, Cut> Cutting { get; set; } = _ => Cut.None;

    /// <summary>Cuts all connections: either side finds its own reset.</summary>
    public void Reset()
    {
        foreach (ProxiedConnection connection in connections.Keys)
        {
            connection.Reset();
        }
    }

    /// <summary>From now on nothing passes on the connections that are open, and nobody is told; new ones work.</summary>
    public void Forget()
    {
        foreach (ProxiedConnection connection in connections.Keys)
        {
            connection.IsForgotten = true;
        }
    }

    /// <summary>Cuts all connections, and takes no more.</summary>
    /// <returns>The wait.</returns>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        Reset();
        await accepting;
        await Task.WhenAll(connections.Values);
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                Socket client = await listener.AcceptAsync(stopping.Token);
                Interlocked.Increment(ref accepted);
                var connection = new ProxiedConnection(this, client, stopping.Token);
                connections[connection] = RunAsync(connection);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The end, or a client that was gone before it was taken.
            }
        }
    }

    private async Task RunAsync(ProxiedConnection connection)
    {
        await connection.RunAsync(target);
        connections.TryRemove(connection, out _);
    }
}
