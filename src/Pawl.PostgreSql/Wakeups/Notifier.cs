using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pawl.PostgreSql.Connections;
using Pawl.Storage;

namespace Pawl.PostgreSql.Wakeups;

/// <summary>Tells other nodes what was committed here, after the commit: a NOTIFY within it would make all commits of the server wait for
/// each other. A hint is told at once, and its repetitions together a moment later.</summary>
internal sealed partial class Notifier(NpgsqlDataSource writes, string self, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private static readonly SqlFile Notify = SqlFile.Load("Store/Notify.sql");

    private readonly Channel<bool> signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly Lock gate = new();
    private HashSet<Wakeup> waiting = [];

    public void Tell(Wakeup wakeup)
    {
        lock (gate)
        {
            waiting.Add(wakeup);
        }

        signal.Writer.TryWrite(true);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await signal.Reader.WaitToReadAsync(cancellationToken))
        {
            signal.Reader.TryRead(out _);
            await SendAsync([.. Take().Select(wakeup => new Notification(self, wakeup).ToString())], cancellationToken);
            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    /// <summary>Has this process's own listener prove that it hears.</summary>
    public ValueTask ProbeAsync(CancellationToken cancellationToken) =>
        SendAsync([new Notification(self, null).ToString()], cancellationToken);

    private HashSet<Wakeup> Take()
    {
        lock (gate)
        {
            HashSet<Wakeup> taken = waiting;
            waiting = [];
            return taken;
        }
    }

    private async ValueTask SendAsync(string[] payloads, CancellationToken cancellationToken)
    {
        try
        {
            await using NpgsqlConnection connection = await writes.OpenConnectionAsync(cancellationToken);
            await using var command = new NpgsqlCommand(Notify.Text, connection);
            command.Parameters.Add(Value.All(payloads));
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (Exception exception) when (PostgreSqlErrors.Classify(exception) is not null)
        {
            // Only hints: whoever was to be told finds out by polling.
            LogFailed(exception);
        }
    }

    [LoggerMessage(PostgreSqlEventIds.NotifyFailed, LogLevel.Debug, "Other nodes could not be told of new jobs; they find them by polling")]
    private partial void LogFailed(Exception exception);
}
