using NodaTime;

namespace Pawl.Schedules.Ticks;

/// <summary>One instant and no other.</summary>
/// <param name="tick">The instant.</param>
internal sealed class OneTick(Instant tick) : TickSequence
{
    /// <inheritdoc/>
    public override Instant? After(Instant instant) => instant < tick ? tick : null;

    /// <inheritdoc/>
    public override Instant? Before(Instant instant) => tick < instant ? tick : null;
}
