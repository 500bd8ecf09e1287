namespace Pawl.ReferenceModel.Time;

/// <summary>Time that stands still until a test moves it. Timers fire inside <see cref="Advance"/>, on its thread, each
/// at its own instant, the earliest first.</summary>
public sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly SortedSet<(long DueAt, long Number, ManualTimer Timer)> due = new(DueOrder.Instance);
    private long elapsedTicks;
    private long jumpedTicks;
    private long timersMade;

    /// <summary>Starts on 2026-01-01, at midnight UTC.</summary>
    public ManualClock()
        : this(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Called after every move, with the time as it is then; for stores whose clock is elsewhere.</summary>
    public event Action<DateTimeOffset>? Moved;

    /// <summary>The wall clock's time.</summary>
    public DateTimeOffset Now => GetUtcNow();

    /// <summary>When the next timer fires, counted from now; null when none is set.</summary>
    public TimeSpan? NextTimerIn
    {
        get
        {
            lock (gate)
            {
                return due.Count == 0 ? null : TimeSpan.FromTicks(due.Min.DueAt - elapsedTicks);
            }
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() =>
        start.AddTicks(Volatile.Read(ref elapsedTicks) + Volatile.Read(ref jumpedTicks));

    /// <inheritdoc/>
    public override long GetTimestamp() => Volatile.Read(ref elapsedTicks);

    /// <summary>Lets time pass, and fires the timers that become due meanwhile, those included that they set.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        long until = GetTimestamp() + by.Ticks;
        while (TakeTimerDueBy(until) is { } timer)
        {
            Moved?.Invoke(Now);
            timer.Fire();
        }

        Moved?.Invoke(Now);
    }

    /// <summary>Sets the wall clock forward or back, as an operator or a time server does. No time passes by it, so no
    /// timer fires.</summary>
    public void Jump(TimeSpan by)
    {
        lock (gate)
        {
            jumpedTicks += by.Ticks;
        }

        Moved?.Invoke(Now);
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private ManualTimer? TakeTimerDueBy(long until)
    {
        lock (gate)
        {
            if (due.Count == 0 || due.Min.DueAt > until)
            {
                elapsedTicks = Math.Max(elapsedTicks, until);
                return null;
            }

            (long dueAt, _, ManualTimer timer) = due.Min;
            elapsedTicks = Math.Max(elapsedTicks, dueAt);
            Set(timer, timer.Period);
            return timer;
        }
    }

    // Called under the gate. A timer that fires at the same instant as another fires in the order they were set.
    private void Set(ManualTimer timer, TimeSpan dueIn)
    {
        if (timer.Entry is { } entry)
        {
            due.Remove(entry);
        }

        timer.Entry = dueIn == Timeout.InfiniteTimeSpan ? null : (elapsedTicks + dueIn.Ticks, ++timersMade, timer);
        if (timer.Entry is { } next)
        {
            due.Add(next);
        }
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private bool isDisposed;

        public TimeSpan Period { get; private set; } = Timeout.InfiniteTimeSpan;

        public (long DueAt, long Number, ManualTimer Timer)? Entry { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                if (isDisposed)
                {
                    return false;
                }

                // A period of zero means once, as it does for the system's timers.
                Period = period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
                clock.Set(this, dueTime);
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                isDisposed = true;
                clock.Set(this, Timeout.InfiniteTimeSpan);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class DueOrder : IComparer<(long DueAt, long Number, ManualTimer Timer)>
    {
        public static readonly DueOrder Instance = new();

        public int Compare((long DueAt, long Number, ManualTimer Timer) x, (long DueAt, long Number, ManualTimer Timer) y) =>
            (x.DueAt, x.Number).CompareTo((y.DueAt, y.Number));
    }
}
