using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pawl.Engine.Telemetry;
using Pawl.Storage;

namespace Pawl.Engine.Maintenance;

/// <summary>Queues jobs that have become due, at the moment that the next one is.</summary>
internal sealed partial class Promoter(
    IJobMaintenance maintenance, IOptions<MaintenanceOptions> options, ILogger<Promoter> logger) : IDutyPerformer
{
    /// <summary>The store's clock may be a little behind ours, and asking in a tight loop does not move it.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    public Duty Duty => Duty.Promote;

    public TimeSpan Interval => options.Value.PromoteInterval;

    public WakeupKind? Hint => WakeupKind.JobsScheduled;

    public async ValueTask<TimeSpan> PerformAsync(CancellationToken cancellationToken)
    {
        PromoteResult result = await maintenance.PromoteAsync(options.Value.BatchSize, cancellationToken);
        if (result.Refused is { } refused)
        {
            LogRefused(refused.Id, refused.Reason);
        }

        if (result.Promoted >= options.Value.BatchSize)
        {
            return TimeSpan.Zero;
        }

        TimeSpan next = result.NextDueIn ?? Interval;
        return next < Shortest ? Shortest
            : next < Interval ? next
            : Interval;
    }

    [LoggerMessage(EventIds.PromotionRefused, LogLevel.Error,
        "{JobId} is due, but the database refuses to let it be queued; it is passed over for some minutes, and all others go on: {Reason}")]
    private partial void LogRefused(JobId jobId, string reason);
}
