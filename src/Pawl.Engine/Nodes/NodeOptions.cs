using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Pawl.Engine.Nodes;

/// <summary>How a process proves that it lives.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Ranges are checked by a generated validator.")]
public sealed class NodeOptions
{
    /// <summary>How long the process, its workers and their jobs' leases live without a heartbeat. After that, other
    /// processes take the jobs over.</summary>
    /// <value>30 seconds by default; from 1 second to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time between two heartbeats.</summary>
    /// <value>A third of <see cref="LeaseDuration"/> by default, and at most, so that two may be lost; from 100
    /// milliseconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:20:00")]
    public TimeSpan HeartbeatInterval
    {
        get => field == TimeSpan.Zero ? LeaseDuration / 3 : field;
        set;
    }
}
