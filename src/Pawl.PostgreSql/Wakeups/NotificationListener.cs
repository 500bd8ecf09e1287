using Microsoft.Extensions.Logging;
using Npgsql;
using Pawl.PostgreSql.Connections;
using Pawl.Storage;

namespace Pawl.PostgreSql.Wakeups;

/// <summary>Hears what other nodes tell, on a connection of its own that is never in a transaction. It says something to itself every few
/// seconds: a connection that does not bring that back is dead, or belongs to a pooler.</summary>
internal sealed partial class NotificationListener(
    string connectionString, string self, Notifier notifier, CommitHints hints, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private long heardAt;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(cancellationToken);
            }
            catch (Exception exception) when (PostgreSqlErrors.Classify(exception) is not null)
            {
                LogLost(exception);
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        connection.Notification += (_, notification) => Hear(notification.Payload);
        await connection.OpenAsync(cancellationToken);
        await using (var listen = new NpgsqlCommand($"LISTEN {Notification.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        heardAt = time.GetTimestamp();
        while (time.GetElapsedTime(heardAt) < Patience)
        {
            await notifier.ProbeAsync(cancellationToken);
            await connection.WaitAsync(ProbeInterval, cancellationToken);
            while (time.GetElapsedTime(heardAt) < ProbeInterval)
            {
                await connection.WaitAsync(ProbeInterval, cancellationToken);
            }
        }

        LogDeaf(Patience);
    }

    private void Hear(string payload)
    {
        if (Notification.Read(payload) is not { } heard)
        {
            return;
        }

        if (heard.Sender == self)
        {
            heardAt = time.GetTimestamp();
        }
        else if (heard.Wakeup is { } wakeup)
        {
            hints.Deliver(wakeup);
        }
    }

    [LoggerMessage(PostgreSqlEventIds.ListenerLost, LogLevel.Warning,
        "Hints of other nodes are not heard now; their jobs are found by polling, and the connection is made anew")]
    private partial void LogLost(Exception exception);

    [LoggerMessage(PostgreSqlEventIds.ListenerDeaf, LogLevel.Warning,
        "The connection that listens for hints brought nothing back for {Patience}, so it is made anew. If this goes on, a pooler is in "
        + "between: set ListenConnectionString past it")]
    private partial void LogDeaf(TimeSpan patience);
}
