using Microsoft.Extensions.Logging;
using Pawl.Engine.Telemetry;

namespace Pawl.Engine.Workers;

/// <summary>Stops one attempt: fires its token, and gives the handler up if it has not obeyed within its grace.</summary>
/// <remarks>The token fires from a timer of its own, never on the thread that asks for it: handlers hang code on their
/// tokens, and it must not hold up the heart.</remarks>
internal sealed partial class AttemptStop : IDisposable
{
    private readonly CancellationTokenSource token;
    private readonly Action giveUp;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly JobId job;

    // Guards all that follows. No code of users runs under it.
    private readonly Lock gate = new();
    private readonly ITimer timer;
    private TimeSpan grace;
    private CancellationReason? reason;
    private long firedAt;
    private bool hasFired;
    private bool isDisposed;

    public AttemptStop(
        JobId job, CancellationTokenSource token, TimeSpan grace, Action giveUp, TimeProvider clock, ILogger logger)
    {
        this.job = job;
        this.token = token;
        this.grace = grace;
        this.giveUp = giveUp;
        this.clock = clock;
        this.logger = logger;
        timer = clock.CreateTimer(
            static state => ((AttemptStop)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Why the attempt should stop; null while it should not. The first reason stands.</summary>
    public CancellationReason? Reason
    {
        get
        {
            lock (gate)
            {
                return reason;
            }
        }
    }

    /// <summary>Why someone asked for the job to stop.</summary>
    public string? RequestReason { get; private set; }

    /// <summary>Stops the attempt when it has run for so long.</summary>
    public void After(TimeSpan timeout)
    {
        lock (gate)
        {
            if (reason is null)
            {
                timer.Change(timeout, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Stops the attempt now. If it is to stop already, only a shorter grace changes anything.</summary>
    public void Now(CancellationReason why, TimeSpan within, string? requestReason)
    {
        lock (gate)
        {
            if (isDisposed)
            {
                return;
            }

            grace = within < grace ? within : grace;
            if (reason is null)
            {
                reason = why;
                RequestReason = requestReason;
                timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
            else if (hasFired)
            {
                timer.Change(GraceLeft(), Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>The attempt has ended, so nothing is left to stop.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            timer.Dispose();
        }
    }

    private void OnTimer()
    {
        bool isGraceOver = false;
        lock (gate)
        {
            if (isDisposed)
            {
                return;
            }

            if (hasFired)
            {
                isGraceOver = GraceLeft() == TimeSpan.Zero;
                if (!isGraceOver)
                {
                    timer.Change(GraceLeft(), Timeout.InfiniteTimeSpan);
                    return;
                }

                isDisposed = true;
                timer.Dispose();
            }
            else
            {
                // Nobody asked, so it was the time-out.
                reason ??= CancellationReason.Timeout;
                hasFired = true;
                firedAt = clock.GetTimestamp();
                timer.Change(grace, Timeout.InfiniteTimeSpan);
            }
        }

        if (isGraceOver)
        {
            giveUp();
        }
        else
        {
            Fire();
        }
    }

    private void Fire()
    {
        try
        {
            token.Cancel();
        }
        catch (AggregateException exception)
        {
            LogCallbackThrew(exception, job);
        }
    }

    private TimeSpan GraceLeft()
    {
        TimeSpan left = grace - clock.GetElapsedTime(firedAt);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    [LoggerMessage(EventIds.TokenCallbackThrew, LogLevel.Warning, "What the handler of {JobId} registered on its token threw")]
    private partial void LogCallbackThrew(Exception exception, JobId jobId);
}
