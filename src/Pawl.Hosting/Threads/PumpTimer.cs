namespace Pawl.Hosting.Threads;

/// <summary>A timer that fires on a pump's thread.</summary>
internal sealed class PumpTimer(Pump pump, TimerCallback callback, object? state) : ITimer
{
    /// <summary>Runs the callback of the timer that is its state.</summary>
    public static readonly SendOrPostCallback Fire = static timer => ((PumpTimer)timer!).Run();

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

    private void Run() => callback(state);
}
