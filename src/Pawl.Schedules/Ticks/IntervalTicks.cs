using NodaTime;

namespace Pawl.Schedules.Ticks;

/// <summary>Every so often, in time that has passed: no zone and no summer time changes anything.</summary>
/// <remarks>The anchor is one of the ticks, and they go on from it in both directions: it says where they lie, and not when they
/// begin.</remarks>
internal sealed class IntervalTicks : TickSequence
{
    /// <summary>The shortest interval.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>The longest interval: 10 years.</summary>
    public static readonly TimeSpan Longest = JobLimits.LongestSpan;

    private static readonly long Least = Instant.MinValue.ToUnixTimeTicks();
    private static readonly long Greatest = Instant.MaxValue.ToUnixTimeTicks();

    private readonly long anchor;
    private readonly long interval;

    /// <summary>Makes the ticks.</summary>
    /// <param name="anchor">One of them; what is finer than 100 nanoseconds is cut off.</param>
    /// <param name="interval">From one to the next; 1 second to 10 years.</param>
    /// <exception cref="ScheduleRuleException">The interval is shorter or longer.</exception>
    public IntervalTicks(Instant anchor, TimeSpan interval)
    {
        if (interval < Shortest || interval > Longest)
        {
            throw new ScheduleRuleException($"An interval of {interval:c} is too {(interval < Shortest ? "short" : "long")}.",
                "It is from 1 second to 10 years (3,653 days).");
        }

        this.anchor = anchor.ToUnixTimeTicks();
        this.interval = interval.Ticks;
    }

    /// <inheritdoc/>
    public override Instant? After(Instant instant)
    {
        long behind = instant.ToUnixTimeTicks();
        return At(behind - Into(behind) + (Int128)interval);
    }

    /// <inheritdoc/>
    public override Instant? Before(Instant instant)
    {
        // Whatever is in the last tenth of a microsecond before the instant is before it.
        long behind = instant.ToUnixTimeTicks();
        Int128 last = Instant.FromUnixTimeTicks(behind) == instant ? (Int128)behind - 1 : behind;
        return At(last - Into(last));
    }

    /// <summary>How long after the tick before it, or at it, an instant is.</summary>
    private Int128 Into(Int128 instant)
    {
        Int128 rest = (instant - anchor) % interval;
        return rest < 0 ? rest + interval : rest;
    }

    private static Instant? At(Int128 tick) => tick >= Least && tick <= Greatest ? Instant.FromUnixTimeTicks((long)tick) : null;
}
