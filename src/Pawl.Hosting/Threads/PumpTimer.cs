namespace Pawl.Hosting.Threads;

/// <summary>A timer that fires on a pump's thread.</summary>
internal sealed class PumpTimer(Pump pump, TimerCallback callback, object? state) : ITimer
{
    /// <summary>When it fires next, as a timestamp. Owned by the pump.</summary>
    public long DueAt { get; set; }

    /// <summary>How long between two times. Owned by the pump.</summary>
    public TimeSpan Period { get; set; }

    /// <inheritdoc />
    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        pump.Set(this, dueTime, period);
        return true;
    }

    /// <inheritdoc />
    public void Dispose() => pump.Set(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Runs the callback. Called by the pump, on its thread.</summary>
    public void Fire(object? _) => callback(state);
}
