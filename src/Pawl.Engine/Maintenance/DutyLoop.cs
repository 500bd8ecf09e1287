using Microsoft.Extensions.Logging;
using Pawl.Engine.Concurrency;
using Pawl.Engine.Nodes;
using Pawl.Engine.Telemetry;
using Pawl.Storage;

namespace Pawl.Engine.Maintenance;

/// <summary>Does one duty for the cluster while this node holds it. Nodes that both believe to hold it do no harm, so holding
/// it only saves work.</summary>
internal sealed partial class DutyLoop(
    IDutyPerformer performer,
    Node node,
    IClusterStore cluster,
    IWakeups wakeups,
    EngineChannels channels,
    IEntropy entropy,
    TimeProvider clock,
    ILogger<DutyLoop> logger)
{
    /// <summary>How many intervals a duty is held for: long enough that a node which is a little late keeps it.</summary>
    private const int HeldIntervals = 3;

    private readonly Signal wake = new(clock, channels);
    private readonly StoreBackoff backoff = new(entropy);
    private long? askedAt;
    private bool isHeld;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using IDisposable hints = wakeups.Subscribe(wakeup =>
        {
            if (wakeup.Kind == performer.Hint)
            {
                wake.Set();
            }
        });
        while (!cancellationToken.IsCancellationRequested)
        {
            TimeSpan pause = await TickAsync(cancellationToken);
            if (pause > TimeSpan.Zero)
            {
                await wake.WaitAsync(pause, cancellationToken);
            }
        }
    }

    private async ValueTask<TimeSpan> TickAsync(CancellationToken cancellationToken)
    {
        if (!performer.IsFit)
        {
            return performer.Interval;
        }

        try
        {
            await HoldAsync(cancellationToken);
            Chaos.At(FaultPoint.DutyNotDone);
            TimeSpan pause = isHeld ? await performer.PerformAsync(cancellationToken) : performer.Interval;
            Chaos.At(FaultPoint.DutyHalfDone);
            backoff.Reset();
            return pause;
        }
        catch (StoreException exception) when (StoreBackoff.Passes(exception))
        {
            LogFailed(exception, performer.Duty);
            askedAt = null;
            return backoff.Next();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
    }

    /// <summary>Takes or keeps the duty, or learns that another has it; asks the store only once an interval.</summary>
    private async ValueTask HoldAsync(CancellationToken cancellationToken)
    {
        if (askedAt is { } last && clock.GetElapsedTime(last) < performer.Interval)
        {
            return;
        }

        NodeMembership membership = await node.EnsureJoinedAsync(cancellationToken);
        askedAt = clock.GetTimestamp();
        isHeld = await cluster.HoldDutyAsync(
            performer.Duty, membership, performer.Interval * HeldIntervals, cancellationToken);
    }

    [LoggerMessage(EventIds.DutyFailed, LogLevel.Warning, "The store could not do the duty {Duty} now; it is tried again within seconds")]
    private partial void LogFailed(Exception exception, Duty duty);
}
