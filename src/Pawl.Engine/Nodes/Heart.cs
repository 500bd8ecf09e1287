using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pawl.Engine.Concurrency;
using Pawl.Engine.Telemetry;
using Pawl.Engine.Workers;
using Pawl.Storage;

namespace Pawl.Engine.Nodes;

/// <summary>Keeps the node's leases: one heartbeat for it and all its workers. Runs no code of users, so that none can
/// hold it up.</summary>
internal sealed partial class Heart(
    Node node,
    IClusterStore cluster,
    IWakeups wakeups,
    EngineChannels channels,
    IOptions<NodeOptions> options,
    TimeProvider clock,
    ILogger<Heart> logger)
{
    /// <summary>How soon a heartbeat that failed is tried again.</summary>
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    /// <summary>A wait that took so much longer than it should was none: the process was stopped, or the machine asleep.</summary>
    private static readonly TimeSpan LatestWaking = TimeSpan.FromSeconds(1);

    private readonly NodeOptions options = options.Value;
    private readonly Signal cancellationRequested = new(clock, channels);

    // Guards the list, which workers change while the heart beats.
    private readonly Lock gate = new();
    private readonly List<WorkerIncarnation> workers = [];

    // Nobody could beat meanwhile, so what is overdue may be heard once before it is given up.
    private bool hasOverslept;

    /// <summary>Begins to renew a worker.</summary>
    public void Add(WorkerIncarnation worker)
    {
        lock (gate)
        {
            workers.Add(worker);
        }
    }

    /// <summary>Stops renewing a worker.</summary>
    public void Remove(WorkerIncarnation worker)
    {
        lock (gate)
        {
            workers.Remove(worker);
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using IDisposable hints = wakeups.Subscribe(wakeup =>
        {
            if (wakeup.Kind == WakeupKind.CancellationRequested)
            {
                cancellationRequested.Set();
            }
        });
        while (!cancellationToken.IsCancellationRequested)
        {
            bool isProven = await BeatAsync(cancellationToken);
            TimeSpan pause = isProven || options.HeartbeatInterval < RetryInterval ? options.HeartbeatInterval : RetryInterval;
            TimeSpan untilBeat = Shorter(pause, UntilExpiry());
            long restedAt = clock.GetTimestamp();
            await cancellationRequested.WaitAsync(untilBeat, cancellationToken);
            hasOverslept |= HasOverslept(restedAt, untilBeat);
        }
    }

    /// <summary>Sends one heartbeat. When none can be sent for so long that the leases must have ended, gives up the
    /// workers: their jobs may be running elsewhere.</summary>
    private async ValueTask<bool> BeatAsync(CancellationToken cancellationToken)
    {
        long startedAt = clock.GetTimestamp();
        TimeSpan limit = hasOverslept ? RetryInterval : Shorter(options.LeaseDuration, UntilExpiry());
        hasOverslept = false;
        try
        {
            return await SendAsync(cancellationToken).WaitAsync(limit, clock, cancellationToken);
        }
        catch (Exception exception) when (StoreBackoff.Passes(exception) || exception is TimeoutException)
        {
            LogFailed(exception);
            hasOverslept = HasOverslept(startedAt, limit);
            if (!hasOverslept)
            {
                ExpireOverdue();
            }

            return false;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping; the workers are gone already.
            return false;
        }
    }

    private async Task<bool> SendAsync(CancellationToken cancellationToken)
    {
        NodeMembership membership = await node.EnsureJoinedAsync(cancellationToken);
        WorkerIncarnation[] beating = Snapshot();
        long sentAt = clock.GetTimestamp();
        HeartbeatReply reply = await cluster.HeartbeatAsync(
            new Heartbeat(membership, Array.ConvertAll(beating, worker => worker.Identity), options.LeaseDuration), cancellationToken);
        Chaos.At(FaultPoint.RenewedUnknown);
        if (node.Contact.Hear() is { } gap)
        {
            LogHeardAgain(gap, options.LeaseDuration);
        }

        node.Note(membership, reply.NodeIsLive, sentAt);
        Tell(beating, reply, sentAt);
        return reply.NodeIsLive;
    }

    private void Tell(WorkerIncarnation[] beating, HeartbeatReply reply, long sentAt)
    {
        long provenUntil = sentAt + (long)(options.LeaseDuration.TotalSeconds * clock.TimestampFrequency);
        foreach (WorkerIncarnation worker in beating)
        {
            if (reply.Lost.Contains(worker.Identity))
            {
                worker.Lose();
            }
            else
            {
                worker.ProveUntil(provenUntil);
                worker.Cancel(reply.Cancellations);
            }
        }
    }

    private void ExpireOverdue()
    {
        long now = clock.GetTimestamp();
        foreach (WorkerIncarnation worker in Snapshot())
        {
            if (worker.ProvenUntil <= now)
            {
                LogExpired(worker.Identity.Id);
                worker.Lose();
            }
        }
    }

    private bool HasOverslept(long since, TimeSpan planned) => clock.GetElapsedTime(since) > planned + LatestWaking;

    private TimeSpan UntilExpiry()
    {
        TimeSpan shortest = options.LeaseDuration;
        long now = clock.GetTimestamp();
        foreach (WorkerIncarnation worker in Snapshot())
        {
            shortest = Shorter(shortest, worker.ProvenUntil > now ? clock.GetElapsedTime(now, worker.ProvenUntil) : TimeSpan.Zero);
        }

        return shortest;
    }

    private WorkerIncarnation[] Snapshot()
    {
        lock (gate)
        {
            return [.. workers];
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    [LoggerMessage(EventIds.HeartbeatFailed, LogLevel.Warning, "A heartbeat failed; it is sent again within a second")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(EventIds.StoreHeardAgain, LogLevel.Warning,
        "The store was not heard for {Gap}; others may not have heard it either, so this node reaps no leases for {Grace}")]
    private partial void LogHeardAgain(TimeSpan gap, TimeSpan grace);

    [LoggerMessage(EventIds.LeasesExpired, LogLevel.Error,
        "No heartbeat got through for as long as leases live, so the leases of worker {Worker} must have ended; its attempts are stopped")]
    private partial void LogExpired(WorkerId worker);
}
