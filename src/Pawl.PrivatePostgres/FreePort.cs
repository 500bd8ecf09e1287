using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Pawl.PrivatePostgres;

/// <summary>Finds ports of the loopback address that nobody listens on.</summary>
public static class FreePort
{
    // Below what systems give to outgoing connections, so that a server that was killed finds its port free.
    private const int First = 20_000;
    private const int End = 32_000;

    /// <summary>Finds one.</summary>
    /// <returns>The port.</returns>
    public static int Find()
    {
        while (true)
        {
            int port = RandomNumberGenerator.GetInt32(First, End);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Somebody has it; another draw.
            }
        }
    }
}
