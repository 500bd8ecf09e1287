using NodaTime;

namespace Pawl.Schedules.Ticks;

/// <summary>The times on the wall clock at which a rule says to run, in order, before any time zone is known. Immutable.</summary>
/// <remarks>A rule knows nothing of zones and a zone nothing of rules: <c>ZonedTicks</c> puts them together.</remarks>
internal abstract class LocalTimes
{
    /// <summary>Whether the rule means "every so often" and not "at these times", so that a time which the wall clock shows twice
    /// runs twice.</summary>
    public abstract bool IsInterval { get; }

    /// <summary>The first time at or after another.</summary>
    /// <param name="from">Where to begin; a whole second.</param>
    /// <returns>The time, or null when there is none up to the year 9999.</returns>
    public abstract LocalDateTime? AtOrAfter(LocalDateTime from);

    /// <summary>The last time before another.</summary>
    /// <param name="until">Where to end; not among the times looked at.</param>
    /// <returns>The time, or null when there is none from the year 1 on.</returns>
    public abstract LocalDateTime? Before(LocalDateTime until);
}
