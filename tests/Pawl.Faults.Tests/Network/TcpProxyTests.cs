using System.Net;
using System.Net.Sockets;
using System.Text;
using Pawl.Faults.Network;

namespace Pawl.Faults.Tests.Network;

/// <summary>Through each proxy a client talks to a server that says everything back.</summary>
public sealed class TcpProxyTests : IAsyncLifetime
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly TcpListener server = new(IPAddress.Loopback, 0);
    private readonly List<string> heard = [];
    private TcpProxy proxy = null!;
    private Task serving = Task.CompletedTask;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        server.Start();
        serving = ServeAsync();
        proxy = new TcpProxy(((IPEndPoint)server.LocalEndpoint).Port);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await proxy.DisposeAsync();
        server.Stop();
        await serving;
    }

    [Fact]
    public async Task A_proxy_passes_bytes_both_ways()
    {
        using TcpClient client = await ConnectAsync();

        Assert.Equal("hello", await AskAsync(client, "hello"));
        Assert.Equal(1, proxy.Accepted);
    }

    [Fact]
    public async Task A_held_direction_waits_and_loses_nothing()
    {
        using TcpClient client = await ConnectAsync();
        proxy.ToClient.Hold();
        Task<string> answer = AskAsync(client, "hello");
        await Assert.ThrowsAsync<TimeoutException>(() => answer.WaitAsync(Moment, Cancellation));

        proxy.ToClient.Pass();

        Assert.Equal("hello", await answer);
    }

    [Fact]
    public async Task A_direction_that_drops_delivers_nothing_of_that_time()
    {
        using TcpClient client = await ConnectAsync();
        proxy.ToServer.Drops = true;
        await client.GetStream().WriteAsync("lost"u8.ToArray(), Cancellation);
        SpinWait.SpinUntil(() => proxy.ToServer.BytesLeft < long.MaxValue, Deadline);
        proxy.ToServer.Pass();

        Assert.Equal("found", await AskAsync(client, "found"));
    }

    [Fact]
    public async Task A_delayed_or_throttled_direction_takes_its_time()
    {
        using TcpClient client = await ConnectAsync();
        (proxy.ToServer.Delay, proxy.ToClient.BytesPerSecond) = (Moment, 40);
        long begun = TimeProvider.System.GetTimestamp();

        Assert.Equal("ten bytes!", await AskAsync(client, "ten bytes!"));

        Assert.True(TimeProvider.System.GetElapsedTime(begun) > Moment + (0.9 * TimeSpan.FromMilliseconds(250)));
    }

    [Fact]
    public async Task A_direction_with_few_bytes_left_delivers_no_more()
    {
        using TcpClient client = await ConnectAsync();
        proxy.ToServer.BytesLeft = 7;

        Assert.Equal("hello", await AskAsync(client, "hello"));
        await Assert.ThrowsAsync<TimeoutException>(() => AskAsync(client, "hello").WaitAsync(Moment, Cancellation));
    }

    [Fact]
    public async Task A_reset_ends_open_connections_and_takes_new_ones()
    {
        using TcpClient first = await ConnectAsync();
        await AskAsync(first, "hello");
        proxy.Reset();
        await Assert.ThrowsAnyAsync<IOException>(() => AskAsync(first, "hello"));

        using TcpClient second = await ConnectAsync();
        Assert.Equal("hello", await AskAsync(second, "hello"));
    }

    [Fact]
    public async Task A_forgotten_connection_is_silent_and_new_ones_work()
    {
        using TcpClient first = await ConnectAsync();
        await AskAsync(first, "hello");
        proxy.Forget();
        await Assert.ThrowsAsync<TimeoutException>(() => AskAsync(first, "hello").WaitAsync(Moment, Cancellation));

        using TcpClient second = await ConnectAsync();
        Assert.Equal("hello", await AskAsync(second, "hello"));
    }

    [Theory]
    [InlineData(Cut.BeforeForwarding, false)]
    [InlineData(Cut.BeforeReply, true)]
    public async Task A_connection_is_cut_before_the_server_hears_or_before_its_reply(Cut cut, bool isHeard)
    {
        using TcpClient client = await ConnectAsync();
        proxy.Cutting = piece => piece.Span.IndexOf("COMMIT"u8) >= 0 ? cut : Cut.None;
        Assert.Equal("BEGIN", await AskAsync(client, "BEGIN"));

        await Assert.ThrowsAnyAsync<IOException>(() => AskAsync(client, "COMMIT"));

        lock (heard)
        {
            Assert.Equal(isHeard, heard.Contains("COMMIT"));
        }
    }

    [Fact]
    public void A_commit_is_a_word_or_the_end_of_a_request()
    {
        var cutter = new CommitCutter(new Random(1), share: 1);

        Assert.Equal(Cut.None, cutter.Decide("SELECT 1"u8.ToArray()));
        Assert.NotEqual(Cut.None, cutter.Decide("Q\0\0\0\u000bCOMMIT\0"u8.ToArray()));
        Assert.NotEqual(Cut.None, cutter.Decide("E\0\0\0\u0009\0\0\0\0\0S\0\0\0\u0004"u8.ToArray()));
        Assert.Equal(2, cutter.Cuts);
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, proxy.Port, Cancellation);
        return client;
    }

    private static async Task<string> AskAsync(TcpClient client, string text)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        await client.GetStream().WriteAsync(bytes, Cancellation);
        byte[] answer = new byte[bytes.Length];
        await client.GetStream().ReadExactlyAsync(answer, Cancellation).AsTask().WaitAsync(Deadline, Cancellation);
        return Encoding.ASCII.GetString(answer);
    }

    private async Task ServeAsync()
    {
        var echoes = new List<Task>();
        try
        {
            while (true)
            {
                echoes.Add(EchoAsync(await server.AcceptSocketAsync(Cancellation)));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The listener has stopped.
        }

        await Task.WhenAll(echoes);
    }

    private async Task EchoAsync(Socket socket)
    {
        using Socket mine = socket;
        byte[] buffer = new byte[256];
        try
        {
            while (await mine.ReceiveAsync(buffer, Cancellation) is var count and > 0)
            {
                lock (heard)
                {
                    heard.Add(Encoding.ASCII.GetString(buffer, 0, count));
                }

                await mine.SendAsync(buffer.AsMemory(0, count), Cancellation);
            }
        }
        catch (SocketException)
        {
            // The proxy has cut the connection, which is what it is for.
        }
    }
}
