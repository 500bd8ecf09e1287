using Microsoft.Extensions.Logging;
using Npgsql;
using Pawl.PostgreSql.Connections;

namespace Pawl.PostgreSql.Jobs;

/// <summary>Looks whether somebody keeps a snapshot for long. While that is so, claims begin at a floor; and when it lasts, whoever reads
/// the log is told whose it is.</summary>
internal sealed partial class HeldSnapshots(
    NpgsqlDataSource writes, ClaimFloors floors, TimeSpan warnAfter, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(5);

    private static readonly SqlFile SelectHeldSnapshots = SqlFile.Load("Store/SelectHeldSnapshots.sql");

    private bool hasWarned;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await LookAsync(cancellationToken);
            }
            catch (Exception exception) when (PostgreSqlErrors.Classify(exception) is not null)
            {
                LogFailed(exception);
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    private async ValueTask LookAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await writes.OpenConnectionAsync(cancellationToken);
        var held = await connection.ReadAllAsync(
            SelectHeldSnapshots,
            static row => (Holder: row.GetString(0), Age: TimeSpan.FromSeconds(row.GetDouble(1))),
            cancellationToken,
            new NpgsqlParameter<double> { TypedValue = Long.TotalSeconds });
        floors.AreNeeded = held.Count > 0;
        if (held is [var oldest] && oldest.Age > warnAfter)
        {
            if (!hasWarned)
            {
                hasWarned = true;
                LogHeld(oldest.Holder, oldest.Age);
            }
        }
        else if (hasWarned)
        {
            hasWarned = false;
            LogGone();
        }
    }

    [LoggerMessage(PostgreSqlEventIds.SnapshotHeld, LogLevel.Warning,
        "{Holder} has kept a snapshot for {Age}: dead rows of queues stay until it ends, and claims grow slower. End it, or its "
        + "transaction")]
    private partial void LogHeld(string holder, TimeSpan age);

    [LoggerMessage(PostgreSqlEventIds.SnapshotGone, LogLevel.Information, "No old snapshot is kept any more")]
    private partial void LogGone();

    [LoggerMessage(PostgreSqlEventIds.WatchFailed, LogLevel.Debug,
        "Old snapshots could not be looked for; it is tried again within seconds")]
    private partial void LogFailed(Exception exception);
}
