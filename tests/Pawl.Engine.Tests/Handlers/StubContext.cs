using System.Data.Common;

namespace Pawl.Engine.Tests.Handlers;

/// <summary>An attempt that goes nowhere: enough to call a handler with.</summary>
internal sealed class StubContext(IServiceProvider services, CancellationToken cancellationToken = default) : JobContext
{
    public override JobId JobId => new(1);

    public override JobType Type => "stub";

    public override QueueName Queue => QueueName.Default;

    public override int Attempt => 1;

    public override FencingToken Token => new(1);

    public override IReadOnlyList<string> Tags => [];

    public override IReadOnlyDictionary<string, string> Metadata => new Dictionary<string, string>();

    public override IServiceProvider Services => services;

    public override CancellationToken CancellationToken => cancellationToken;

    public override CancellationReason? CancellationReason => null;

    public override T? GetCheckpoint<T>()
        where T : default => default;

    public override Task SaveCheckpointAsync<T>(T checkpoint, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public override Task ReportProgressAsync(
        long current, long? total = null, string? message = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public override void Snooze(TimeSpan delay) => throw new NotSupportedException();

    public override Task CompleteAsync(Action<JobTransaction> work, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public override Task CompleteAsync(DbTransaction transaction, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
