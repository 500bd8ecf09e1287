using System.Net;
using System.Net.Sockets;

namespace Pawl.Faults.Network;

/// <summary>One connection through a proxy: two sockets, and a pump for each direction.</summary>
internal sealed class ProxiedConnection(TcpProxy proxy, Socket client, CancellationToken stopping)
{
    private const int PieceBytes = 65_536;

    private readonly Socket server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private volatile bool isReplyLost;

    /// <summary>Whether nothing passes any more.</summary>
    public volatile bool IsForgotten;

    /// <summary>Passes bytes until either side has enough.</summary>
    public async Task RunAsync(int target)
    {
        client.NoDelay = true;
        try
        {
            await server.ConnectAsync(new IPEndPoint(IPAddress.Loopback, target), stopping);
            await Task.WhenAll(PumpAsync(client, server, proxy.ToServer), PumpAsync(server, client, proxy.ToClient));
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Either side has cut it, or we have.
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Cuts it: without a word of farewell, so that either side finds a reset.</summary>
    public void Reset()
    {
        Array.ForEach([client, server], socket => socket.Close(timeout: 0));
    }

    private async Task PumpAsync(Socket from, Socket to, Flow flow)
    {
        byte[] buffer = new byte[PieceBytes];
        while (await from.ReceiveAsync(buffer, stopping) is var count and > 0)
        {
            if (!await flow.PassesAsync(count, stopping) || IsForgotten)
            {
                continue;
            }

            ReadOnlyMemory<byte> piece = buffer.AsMemory(0, count);
            Cut cut = from == client ? proxy.Cutting(piece) : isReplyLost ? Cut.BeforeForwarding : Cut.None;
            if (cut == Cut.BeforeForwarding)
            {
                Reset();
                return;
            }

            isReplyLost |= cut == Cut.BeforeReply;
            await to.SendAsync(piece, stopping);
        }

        // Who has said all may still listen; but who comes to an end takes the other along, as servers do.
        to.Shutdown(SocketShutdown.Send);
    }
}
