using Pawl.ReferenceModel.Time;

namespace Pawl.Engine.Tests.World;

/// <summary>The time of a simulated process: that of the world, but its timers call back within the process.</summary>
internal sealed class ProcessClock(ManualClock clock, ProcessContext process) : TimeProvider
{
    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(_ => process.Post(_ => callback(state), null), null, dueTime, period);
}
