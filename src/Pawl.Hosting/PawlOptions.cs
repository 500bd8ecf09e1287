using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using Pawl.Engine.Clients;
using Pawl.Engine.Maintenance;
using Pawl.Engine.Nodes;
using Pawl.Engine.Serialization;
using Pawl.Engine.Workers;
using Pawl.Hosting.Options;
using Pawl.Sqlite;

namespace Pawl.Hosting;

/// <summary>What can be set of Pawl: bound from the configuration's section <c>Pawl</c>, then changed by code.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Ranges are checked by a generated validator.")]
public sealed class PawlOptions
{
    internal const string Section = "Pawl";

    private readonly JsonSerializerOptions json = JobSerializer.CreateOptions();

    /// <summary>The most bytes of a payload.</summary>
    /// <value>262,144 (256 KiB) by default; 1,024 to 16,777,216.</value>
    [Range(1_024, 16 * 1024 * 1024)]
    public int MaxPayloadBytes { get; set; } = JobLimits.PayloadBytes;

    /// <summary>How long a succeeded or cancelled job is kept, unless its call or its attribute says otherwise.</summary>
    /// <value>7 days by default; 0, which keeps nothing, to 10 years.</value>
    [Range(typeof(TimeSpan), "00:00:00", "3653.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long a failed job is kept.</summary>
    /// <value>30 days by default; 0 to 10 years.</value>
    [Range(typeof(TimeSpan), "00:00:00", "3653.00:00:00")]
    public TimeSpan FailedRetention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The longest that an attempt may run, unless its call, its attribute or its handler says otherwise.</summary>
    /// <value>Null, for no limit, by default; otherwise 1 millisecond to 10 years.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "3653.00:00:00")]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Whether schedules that the application's code declared once, and declares no more, are deleted when it starts.</summary>
    /// <value>False by default.</value>
    public bool PruneSchedules { get; set; }

    /// <summary>How attempts are repeated, unless a job's call, attribute or handler says otherwise.</summary>
    [ValidateObjectMembers]
    public RetryOptions Retry { get; } = new();

    /// <summary>The embedded store.</summary>
    [ValidateObjectMembers]
    public SqliteOptions Sqlite { get; } = new();

    /// <summary>How this process runs jobs.</summary>
    [ValidateObjectMembers]
    public WorkerOptions Worker { get; } = new();

    /// <summary>How this process proves that it lives.</summary>
    [ValidateObjectMembers]
    public NodeOptions Node { get; } = new();

    /// <summary>When jobs are moved on that nobody holds.</summary>
    [ValidateObjectMembers]
    public MaintenanceOptions Maintenance { get; } = new();

    /// <summary>Who knows how types are written as JSON, the first one first. Ahead-of-time compiled programs add their
    /// <c>JsonSerializerContext</c> here.</summary>
    public IList<IJsonTypeInfoResolver> TypeInfoResolverChain => json.TypeInfoResolverChain;

    internal JobSerializer CreateSerializer() => new(json);

    internal ClientSettings ToClientSettings() => new()
    {
        MaxPayloadBytes = MaxPayloadBytes,
        Retention = Retention,
        FailedRetention = FailedRetention,
        Retry = Retry.ToPolicy(),
    };
}
