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
        private TimeSpan period;

        // Counts the settings, so that what was posted for an older one does nothing.
        private int setting;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            setting++;
            this.period = period;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                Arm(dueTime);
            }

            return true;
        }

        public void Dispose() => setting++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Arm(TimeSpan dueTime)
        {
            int armed = setting;
            simulator.PostAfter(dueTime, process, _ => Fire(armed));
        }

        private void Fire(int armed)
        {
            if (armed != setting)
            {
                return;
            }

            callback(state);
            if (armed == setting && period > TimeSpan.Zero)
            {
                Arm(period);
            }
        }
    }
}
