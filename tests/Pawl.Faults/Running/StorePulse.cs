using System.Diagnostics;
using Npgsql;

namespace Pawl.Faults.Running;

/// <summary>Notices when PostgreSQL is slow to commit although nothing was done to it, as on a machine with much else to do: leases that
/// end then were not taken from healthy holders.</summary>
internal sealed class StorePulse : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource stopping = new();
    private readonly Task beating;

    public StorePulse(string connectionString, FaultJournal journal) => beating = BeatAsync(connectionString, journal);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await beating;
        stopping.Dispose();
    }

    private async Task BeatAsync(string connectionString, FaultJournal journal)
    {
        while (!stopping.IsCancellationRequested)
        {
            long begun = Stopwatch.GetTimestamp();
            try
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync(stopping.Token);
                await using var command = new NpgsqlCommand("INSERT INTO pulse DEFAULT VALUES", connection);
                await command.ExecuteNonQueryAsync(stopping.Token);
                await Task.Delay(Beat, TimeProvider.System, stopping.Token);
            }
            catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException)
            {
                // It is down by plan, or the row is over.
                await Task.WhenAny(Task.Delay(Beat, TimeProvider.System, stopping.Token));
            }

            if (Stopwatch.GetElapsedTime(begun) - Beat is var late && late > Late)
            {
                journal.Write($"slow {(int)late.TotalMilliseconds}");
            }
        }
    }
}
