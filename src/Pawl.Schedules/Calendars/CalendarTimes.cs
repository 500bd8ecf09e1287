using NodaTime;
using Pawl.Schedules.Recurrence;
using Pawl.Schedules.Recurrence.Days;
using Pawl.Schedules.Recurrence.Points;
using Pawl.Schedules.Ticks;

namespace Pawl.Schedules.Calendars;

/// <summary>The times of a rule on the days of a calendar: a run that falls on another day is skipped or moves, and runs that move onto
/// the same time are one. Immutable.</summary>
/// <remarks>It works by days of the calendar and not by runs: for each, it asks for the runs of the days that move there.</remarks>
internal sealed class CalendarTimes : LocalTimes
{
    // More days of a calendar without a run are no schedule; each is a jump, not a step.
    private const int MostTries = 4_000;

    private readonly LocalTimes times;
    private readonly DaySearch days;
    private readonly Rolling rolling;

    /// <summary>Puts a rule and a calendar together.</summary>
    /// <param name="times">The times of the rule.</param>
    /// <param name="days">The days to run on.</param>
    /// <param name="policy">What becomes of a run on another day.</param>
    /// <exception cref="ScheduleRuleException">The calendar has no day.</exception>
    public CalendarTimes(LocalTimes times, DaySet days, OffDayPolicy policy)
    {
        this.times = times;
        this.days = new DaySearch(days);
        this.days.RequireSome();
        rolling = new Rolling(this.days, policy);
    }

    /// <inheritdoc />
    public override bool IsInterval => times.IsInterval;

    /// <inheritdoc />
    public override LocalDateTime? AtOrAfter(LocalDateTime from) => AtOrAfter(from, new Effort());

    /// <inheritdoc />
    public override LocalDateTime? Before(LocalDateTime until) => Before(until, new Effort());

    /// <summary>The first time at or after another, and counts the steps.</summary>
    internal LocalDateTime? AtOrAfter(LocalDateTime from, Effort effort)
    {
        long second = WallSeconds.From(from);
        long earliest = second % DayNumbers.Seconds;
        long? target = days.AtOrAfter(second / DayNumbers.Seconds, effort);
        if (target > second / DayNumbers.Seconds)
        {
            earliest = 0;
        }

        for (int tries = 0; target is { } day && GoesOn(tries, effort); tries++, earliest = 0)
        {
            (long first, long last) = rolling.SourcesOf(day);
            if (EarliestOn(first, last, earliest, effort) is { } time)
            {
                return WallSeconds.ToTime((day * DayNumbers.Seconds) + time);
            }

            target = NextSource(last + 1) is { } source ? rolling.TargetOf(source) ?? days.AtOrAfter(source, effort) : null;
        }

        return null;
    }

    /// <summary>The last time before another, and counts the steps.</summary>
    internal LocalDateTime? Before(LocalDateTime until, Effort effort)
    {
        long second = WallSeconds.From(until) - 1;
        long latest = WholeNumbers.Remainder(second, DayNumbers.Seconds);
        long today = WholeNumbers.DivideDown(second, DayNumbers.Seconds);
        long? target = days.AtOrBefore(today, effort);
        if (target < today)
        {
            latest = DayNumbers.Seconds - 1;
        }

        for (int tries = 0; target is { } day && GoesOn(tries, effort); tries++, latest = DayNumbers.Seconds - 1)
        {
            (long first, long last) = rolling.SourcesOf(day);
            if (LatestOn(first, last, latest, effort) is { } time)
            {
                return WallSeconds.ToTime((day * DayNumbers.Seconds) + time);
            }

            target = PreviousSource(first - 1) is { } source ? rolling.TargetOf(source) ?? days.AtOrBefore(source, effort) : null;
        }

        return null;
    }

    private bool GoesOn(int tries, Effort effort) => tries < MostTries && effort.Spent < days.Limit;

    // The earliest time of day, from one on, among the runs of some days.
    private long? EarliestOn(long first, long last, long earliest, Effort effort)
    {
        long? found = null;
        for (long day = first; day <= last; day++)
        {
            effort.Spend();
            if (SecondAtOrAfter((day * DayNumbers.Seconds) + earliest) is not { } second)
            {
                return found;
            }

            long itsDay = second / DayNumbers.Seconds;
            if (itsDay == day)
            {
                found = Math.Min(found ?? long.MaxValue, second % DayNumbers.Seconds);
            }
            else
            {
                day = itsDay - 1;
            }
        }

        return found;
    }

    private long? LatestOn(long first, long last, long latest, Effort effort)
    {
        long? found = null;
        for (long day = last; day >= first; day--)
        {
            effort.Spend();
            if (SecondAtOrBefore((day * DayNumbers.Seconds) + latest) is not { } second)
            {
                return found;
            }

            long itsDay = second / DayNumbers.Seconds;
            if (itsDay == day)
            {
                found = Math.Max(found ?? -1, second % DayNumbers.Seconds);
            }
            else
            {
                day = itsDay + 1;
            }
        }

        return found;
    }

    private long? NextSource(long day) => SecondAtOrAfter(day * DayNumbers.Seconds) / DayNumbers.Seconds;

    private long? PreviousSource(long day) => SecondAtOrBefore((day * DayNumbers.Seconds) + DayNumbers.Seconds - 1) / DayNumbers.Seconds;

    private long? SecondAtOrAfter(long second) =>
        second <= WallSeconds.Last && times.AtOrAfter(WallSeconds.ToTime(second)) is { } time ? WallSeconds.From(time) : null;

    private long? SecondAtOrBefore(long second) =>
        second >= 0 && times.Before(WallSeconds.ToTimeAfter(second)) is { } time ? WallSeconds.From(time) : null;
}
