using System.Diagnostics;

namespace Pawl.Faults.Node;

/// <summary>A wall clock that is wrong, and can be set while it runs; how long things take stays true.</summary>
/// <param name="drift">How much faster than true it goes: 0.05 is a twentieth.</param>
internal sealed class SteppedClock(double drift) : TimeProvider
{
    private readonly long started = Stopwatch.GetTimestamp();
    private long offsetTicks;

    /// <summary>How far ahead of the true time it is, without its drift.</summary>
    public TimeSpan Offset
    {
        get => new(Interlocked.Read(ref offsetTicks));
        set => Interlocked.Exchange(ref offsetTicks, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset + (Stopwatch.GetElapsedTime(started) * drift);
}
