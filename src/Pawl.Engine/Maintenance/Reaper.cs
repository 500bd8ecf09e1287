using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pawl.Engine.Nodes;
using Pawl.Engine.Telemetry;
using Pawl.Storage;

namespace Pawl.Engine.Maintenance;

/// <summary>Ends the leases of workers that have died, so that their jobs run again.</summary>
internal sealed partial class Reaper(
    IJobMaintenance maintenance, StoreContact contact, IOptions<MaintenanceOptions> options, ILogger<Reaper> logger) : IDutyPerformer
{
    public Duty Duty => Duty.Reap;

    public TimeSpan Interval => options.Value.ReapInterval;

    public WakeupKind? Hint => null;

    /// <summary>Who has not heard the store does not know who else has not.</summary>
    public bool IsFit => contact.IsSteady;

    public async ValueTask<TimeSpan> PerformAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<ReapedJob> reaped = await maintenance.ReapAsync(options.Value.BatchSize, cancellationToken);
        foreach (ReapedJob job in reaped)
        {
            if (job.State == JobState.Failed)
            {
                LogKillsItsWorker(job.Id, job.Type, job.Crashes);
            }
            else
            {
                LogReaped(job.Id, job.Type, job.Crashes, job.State);
            }
        }

        if (reaped.Count > 0)
        {
            LogSummary(reaped.Count);
        }

        return reaped.Count >= options.Value.BatchSize ? TimeSpan.Zero : Interval;
    }

    [LoggerMessage(EventIds.LeasesReaped, LogLevel.Warning,
        "The workers of {Count} jobs died, or did not renew in time; the jobs run again, unless they have used up their crashes")]
    private partial void LogSummary(int count);

    [LoggerMessage(EventIds.LeaseReaped, LogLevel.Debug,
        "The worker of {JobId} ({Type}) died, or did not renew in time; the job has {Crashes} crashes and is {State}")]
    private partial void LogReaped(JobId jobId, JobType type, int crashes, JobState state);

    [LoggerMessage(EventIds.JobKillsItsWorker, LogLevel.Error,
        "{JobId} ({Type}) failed for good: it lost its worker {Crashes} times, the last time while it ran alone")]
    private partial void LogKillsItsWorker(JobId jobId, JobType type, int crashes);
}
