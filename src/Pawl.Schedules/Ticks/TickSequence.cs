using NodaTime;

namespace Pawl.Schedules.Ticks;

/// <summary>The nominal instants of a schedule, in order, each once. Immutable, and the same on every node.</summary>
internal abstract class TickSequence
{
    /// <summary>The first tick after an instant.</summary>
    /// <param name="instant">The instant, itself not looked at.</param>
    /// <returns>The tick, or null when there is no more.</returns>
    public abstract Instant? After(Instant instant);

    /// <summary>The last tick before an instant.</summary>
    /// <param name="instant">The instant, itself not looked at.</param>
    /// <returns>The tick, or null when there was none.</returns>
    public abstract Instant? Before(Instant instant);
}
