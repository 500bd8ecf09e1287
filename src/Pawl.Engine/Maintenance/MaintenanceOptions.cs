using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Pawl.Engine.Maintenance;

/// <summary>When the engine moves jobs on that nobody holds, and starts those of schedules.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Ranges are checked by a generated validator.")]
public sealed class MaintenanceOptions
{
    /// <summary>Time between two looks for jobs that have become due, when nothing says that one is due earlier.</summary>
    /// <value>1 second by default; from 10 milliseconds to 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan PromoteInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Time between two looks for leases of workers that have died.</summary>
    /// <value>5 seconds by default; from 100 milliseconds to 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan ReapInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between two looks for finished jobs past their retention, and for what else is kept only for a time.</summary>
    /// <value>1 minute by default; from 1 second to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan PruneInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Time between two looks for schedules that are due, when nothing says that one is due earlier.</summary>
    /// <value>1 second by default; from 10 milliseconds to 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan ScheduleInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many ticks that are late by more than a minute a process may start in a second, over all schedules.</summary>
    /// <value>100 by default; from 1 to 10,000.</value>
    [Range(1, 10_000)]
    public int CatchUpPerSecond { get; set; } = 100;

    /// <summary>The most jobs that are moved in one transaction. More are moved in further ones, at once.</summary>
    /// <value>1,000 by default; from 1 to 10,000.</value>
    [Range(1, JobLimits.BatchJobs)]
    public int BatchSize { get; set; } = 1_000;
}
