namespace Pawl.Hosting.Threads;

/// <summary>The time of another clock, with timers that fire on a pump's thread.</summary>
internal sealed class PumpTimeProvider(TimeProvider clock, Pump pump) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new PumpTimer(pump, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
