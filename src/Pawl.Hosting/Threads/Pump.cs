namespace Pawl.Hosting.Threads;

/// <summary>A synchronization context that one thread works off: what is posted to it, and the timers that are due, run
/// on that thread, one after the other.</summary>
/// <param name="clock">Measures how long timers wait.</param>
internal sealed class Pump(TimeProvider clock) : SynchronizationContext
{
    // Protects the queue, the timers, and whether the pump has ended.
    private readonly object gate = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> posted = new();
    private readonly List<PumpTimer> timers = [];
    private bool hasEnded;

    /// <inheritdoc />
    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (gate)
        {
            if (!hasEnded)
            {
                posted.Enqueue((d, state));
                Monitor.Pulse(gate);
                return;
            }
        }

        // Whoever comes after the end still runs, only not here.
        base.Post(d, state);
    }

    /// <inheritdoc />
    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Nobody may block on this thread.");

    /// <inheritdoc />
    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Works until <see cref="End"/>, on the calling thread.</summary>
    public void Run()
    {
        while (Next() is { } next)
        {
            next.Callback(next.State);
        }
    }

    /// <summary>Lets <see cref="Run"/> return once what is posted has run.</summary>
    public void End()
    {
        lock (gate)
        {
            hasEnded = true;
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Sets when a timer fires next.</summary>
    /// <param name="timer">The timer.</param>
    /// <param name="dueTime">How long from now; infinite for never.</param>
    /// <param name="period">How long from there to the next time; infinite or zero for once.</param>
    internal void Set(PumpTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.DueAt = clock.GetTimestamp() + TicksOf(dueTime);
            timer.Period = period;
            timers.Add(timer);
            Monitor.Pulse(gate);
        }
    }

    private (SendOrPostCallback Callback, object? State)? Next()
    {
        lock (gate)
        {
            while (true)
            {
                if (TakeDueTimer() is { } timer)
                {
                    return (timer.Fire, null);
                }

                if (posted.TryDequeue(out var next))
                {
                    return next;
                }

                if (hasEnded)
                {
                    return null;
                }

                Monitor.Wait(gate, UntilNextTimer());
            }
        }
    }

    private PumpTimer? TakeDueTimer()
    {
        long now = clock.GetTimestamp();
        PumpTimer? timer = timers.Find(candidate => candidate.DueAt <= now);
        if (timer is null)
        {
            return null;
        }

        timers.Remove(timer);
        if (timer.Period > TimeSpan.Zero)
        {
            timer.DueAt = now + TicksOf(timer.Period);
            timers.Add(timer);
        }

        return timer;
    }

    private TimeSpan UntilNextTimer()
    {
        if (timers.Count == 0)
        {
            return Timeout.InfiniteTimeSpan;
        }

        TimeSpan wait = clock.GetElapsedTime(clock.GetTimestamp(), timers.Min(timer => timer.DueAt));

        // Rounded up, so that the thread does not spin through the last millisecond.
        return wait <= TimeSpan.Zero ? TimeSpan.Zero
            : wait > TimeSpan.FromHours(1) ? TimeSpan.FromHours(1)
            : TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
    }

    private long TicksOf(TimeSpan span) => (long)(span.TotalSeconds * clock.TimestampFrequency);
}
