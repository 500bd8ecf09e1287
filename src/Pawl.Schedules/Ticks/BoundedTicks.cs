using NodaTime;

namespace Pawl.Schedules.Ticks;

/// <summary>Ticks from one instant to another.</summary>
/// <param name="ticks">All ticks.</param>
/// <param name="first">The first instant that may be one.</param>
/// <param name="last">The last.</param>
internal sealed class BoundedTicks(TickSequence ticks, Instant first, Instant last) : TickSequence
{
    /// <inheritdoc/>
    public override Instant? After(Instant instant) =>
        ticks.After(instant < first ? first - Duration.Epsilon : instant) is { } tick && tick <= last ? tick : null;

    /// <inheritdoc/>
    public override Instant? Before(Instant instant) =>
        ticks.Before(instant > last ? last + Duration.Epsilon : instant) is { } tick && tick >= first ? tick : null;
}
