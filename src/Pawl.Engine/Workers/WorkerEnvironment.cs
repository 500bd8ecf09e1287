using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pawl.Engine.Concurrency;
using Pawl.Engine.Handlers;
using Pawl.Engine.Nodes;
using Pawl.Engine.Serialization;
using Pawl.Storage;

namespace Pawl.Engine.Workers;

/// <summary>What all workers of a process share.</summary>
internal sealed record WorkerEnvironment
{
    public required Node Node { get; init; }

    public required Heart Heart { get; init; }

    public required IJobLeases Leases { get; init; }

    public required IEnlistment Enlistment { get; init; }

    public required IClusterStore Cluster { get; init; }

    public required IWakeups Wakeups { get; init; }

    public required HandlerRegistry Handlers { get; init; }

    public required JobSerializer Serializer { get; init; }

    public required IServiceScopeFactory Scopes { get; init; }

    /// <summary>Shows a transaction of the store in the words of users.</summary>
    public required Func<IStoreTransaction, JobTransaction> LendTransaction { get; init; }

    public required WorkerOptions Options { get; init; }

    public required NodeOptions NodeOptions { get; init; }

    public required EngineChannels Channels { get; init; }

    public required TimeProvider Clock { get; init; }

    public required IEntropy Entropy { get; init; }

    public required ILoggerFactory LoggerFactory { get; init; }

    /// <summary>The gate of the whole process: a job on its last chance runs alone in it.</summary>
    public required SoloGate Gate { get; init; }

    /// <summary>The policy of jobs for which neither they nor their handler have one.</summary>
    public RetryPolicy Retry { get; init; } = RetryPolicy.Default;

    /// <summary>The longest that an attempt may run, where neither its job nor its handler says; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }
}
