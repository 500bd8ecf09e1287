using NodaTime;
using NodaTime.TimeZones;
using Pawl.Schedules.Ticks;

namespace Pawl.Schedules.Zones;

/// <summary>The instants at which the wall clock of a zone shows the times of a rule.</summary>
/// <param name="times">The rule.</param>
/// <param name="zone">The zone.</param>
/// <remarks>
/// <para>The ticks are the set of what the times of the rule resolve to, so two times that resolve to one instant are one tick:</para>
/// <list type="bullet">
/// <item>a time that the wall clock shows once is that instant;</item>
/// <item>one that it never shows, because clocks were set forward over it, is the first instant after that gap;</item>
/// <item>one that it shows twice, because clocks were set back, is the first of the two for fixed times, and both for an interval
/// (<see cref="LocalTimes.IsInterval"/>).</item>
/// </list>
/// <para>A zone is a row of intervals of one offset each, and within each of them, local times and instants go together. So
/// ticks are looked for one interval after the other, and what an interval shows again, or steps over, is decided by the one
/// before it alone: no zone keeps an offset for as short as it shifts its clocks, which a test asks of the whole database.</para>
/// <para>Ticks are from the second day of the year 1 to the first of December of 9999, so that no offset leads out of the calendar.</para>
/// </remarks>
internal sealed class ZonedTicks(LocalTimes times, DateTimeZone zone) : TickSequence
{
    private static readonly Instant Earliest = Instant.FromUtc(1, 1, 2, 0, 0);
    private static readonly Instant Latest = Instant.FromUtc(9999, 12, 1, 0, 0);
    private static readonly LocalDateTime LastLocal = new(9999, 12, 30, 0, 0);

    /// <summary>Longer than any offset and any shift together.</summary>
    private static readonly Duration Margin = Duration.FromDays(3);

    private static readonly Duration Second = Duration.FromSeconds(1);

    /// <inheritdoc/>
    public override Instant? After(Instant instant)
    {
        if (instant >= Latest)
        {
            return null;
        }

        Instant first = WholeSecond(instant < Earliest ? Earliest - Duration.Epsilon : instant) + Second;
        ZoneInterval interval = zone.GetZoneInterval(first - Second);
        LocalDateTime from = Later(Shown(first, interval), FirstShown(interval, near: first));
        LocalDateTime? found = times.AtOrAfter(from);
        Instant soonest = Instant.MinValue;
        while (true)
        {
            if (found is { } time && ToInstant(time, interval) is var tick && (!interval.HasEnd || tick < interval.End))
            {
                return tick <= Latest ? tick : null;
            }

            if (!interval.HasEnd || interval.End > Latest)
            {
                return null;
            }

            interval = zone.GetZoneInterval(Instant.Max(interval.End, soonest));
            LocalDateTime next = FirstShown(interval, near: interval.Start);
            if (found is null && next >= from)
            {
                return null;
            }

            if (IsSteppedOver(interval))
            {
                return interval.Start <= Latest ? interval.Start : null;
            }

            // From the beginning of an interval on, nothing is between it and what is found; only then may intervals be left out.
            from = next;
            found = times.AtOrAfter(from);
            soonest = found is { } far ? ToInstant(far, interval) - Margin : soonest;
        }
    }

    /// <inheritdoc/>
    public override Instant? Before(Instant instant)
    {
        if (instant <= Earliest)
        {
            return null;
        }

        Instant last = WholeSecond((instant > Latest ? Latest + Second : instant) - Duration.Epsilon);
        ZoneInterval interval = zone.GetZoneInterval(last);
        LocalDateTime until = Shown(last + Second, interval);
        LocalDateTime? found = times.Before(until);
        Instant latest = Instant.MaxValue;
        while (true)
        {
            if (found is { } time && time >= FirstShown(interval, near: ToInstant(time, interval)))
            {
                Instant tick = ToInstant(time, interval);
                return tick >= Earliest ? tick : null;
            }

            if (!interval.HasStart || interval.Start < Earliest)
            {
                return null;
            }

            if (IsSteppedOver(interval))
            {
                return interval.Start;
            }

            interval = zone.GetZoneInterval(Instant.Min(interval.Start - Duration.Epsilon, latest));
            LocalDateTime end = Shown(interval.End, interval);
            if (found is null && end <= until)
            {
                return null;
            }

            until = end;
            found = times.Before(until);
            latest = found is { } far ? ToInstant(far, interval) + Margin : latest;
        }
    }

    private static Instant WholeSecond(Instant instant) => Instant.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());

    private static LocalDateTime Shown(Instant instant, ZoneInterval interval) => instant.WithOffset(interval.WallOffset).LocalDateTime;

    private static LocalDateTime Later(LocalDateTime one, LocalDateTime other) => one > other ? one : other;

    // On the last days of the calendar an offset could lead out of it; there are no ticks any more.
    private static Instant ToInstant(LocalDateTime time, ZoneInterval interval) =>
        time < LastLocal ? time.WithOffset(interval.WallOffset).ToInstant() : Instant.MaxValue;

    /// <summary>The first local time of an interval that counts: for fixed times, not what the interval before has shown already.</summary>
    /// <param name="interval">The interval.</param>
    /// <param name="near">An instant of it; far from the start, what was shown before is of no matter.</param>
    private LocalDateTime FirstShown(ZoneInterval interval, Instant near)
    {
        if (!interval.HasStart || near - interval.Start > Margin)
        {
            return LocalDateTime.MinIsoValue;
        }

        LocalDateTime start = Shown(interval.Start, interval);
        return times.IsInterval ? start : Later(start, Shown(interval.Start, Previous(interval)));
    }

    /// <summary>Whether the wall clock went over a time of the rule when an interval began.</summary>
    private bool IsSteppedOver(ZoneInterval interval)
    {
        LocalDateTime gapStart = Shown(interval.Start, Previous(interval));
        LocalDateTime gapEnd = Shown(interval.Start, interval);
        return gapStart < gapEnd && times.AtOrAfter(gapStart) is { } time && time < gapEnd;
    }

    private ZoneInterval Previous(ZoneInterval interval) => zone.GetZoneInterval(interval.Start - Duration.Epsilon);
}
