namespace Pawl.Simulation.Kernel;

/// <summary>The time of a process: its wall clock may be wrong and may jump, its stopwatch may not; its timers call back
/// within it.</summary>
/// <param name="simulator">Where time comes from.</param>
/// <param name="process">Whose clock it is; null for a clock that sets no timers.</param>
internal sealed class ProcessClock(Simulator simulator, SimulatedProcess? process) : TimeProvider
{
    /// <summary>How far the wall clock is ahead of the truth.</summary>
    public TimeSpan Ahead { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => simulator.Instant + Ahead;

    public override long GetTimestamp() => simulator.Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(simulator, process, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(Simulator simulator, SimulatedProcess? process, TimerCallback callback, object? state) : ITimer
    {
        private const long Never = long.MaxValue;

        private static readonly SendOrPostCallback Due = static timer => ((Timer)timer!).OnDue();

        private TimeSpan period;

        // What was posted for another setting does nothing, because it comes before this instant or finds none.
        private long dueAt = Never;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            this.period = period;
            Arm(dueTime);
            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Arm(TimeSpan dueTime)
        {
            dueAt = dueTime == Timeout.InfiniteTimeSpan ? Never : simulator.Now + Math.Max(0, dueTime.Ticks);
            if (dueAt != Never)
            {
                simulator.PostAfter(dueTime, process, Due, this);
            }
        }

        private void OnDue()
        {
            if (simulator.Now < dueAt)
            {
                return;
            }

            Arm(period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan);
            callback(state);
        }
    }
}
