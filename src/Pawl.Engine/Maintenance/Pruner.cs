using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pawl.Engine.Telemetry;
using Pawl.Storage;

namespace Pawl.Engine.Maintenance;

/// <summary>Deletes finished jobs, the ledger of ticks and idempotency keys when their time is over.</summary>
internal sealed partial class Pruner(
    IJobMaintenance maintenance, IOptions<MaintenanceOptions> options, ILogger<Pruner> logger) : IDutyPerformer
{
    public Duty Duty => Duty.Prune;

    public TimeSpan Interval => options.Value.PruneInterval;

    public WakeupKind? Hint => null;

    public async ValueTask<TimeSpan> PerformAsync(CancellationToken cancellationToken)
    {
        PruneResult pruned = await maintenance.PruneAsync(options.Value.BatchSize, cancellationToken);
        if (pruned.Jobs > 0)
        {
            LogPruned(pruned.Jobs);
        }

        return pruned.HasMore ? TimeSpan.Zero : Interval;
    }

    [LoggerMessage(EventIds.JobsPruned, LogLevel.Debug, "Deleted {Count} finished jobs past their retention")]
    private partial void LogPruned(int count);
}
