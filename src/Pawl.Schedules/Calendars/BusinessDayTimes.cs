using NodaTime;
using Pawl.Schedules.Recurrence;
using Pawl.Schedules.Recurrence.Days;
using Pawl.Schedules.Recurrence.Points;
using Pawl.Schedules.Ticks;

namespace Pawl.Schedules.Calendars;

/// <summary>The n-th day of a calendar in each month, at a time of day: "the second last business day at 18:00". A month with fewer days
/// of the calendar has no run. Immutable.</summary>
internal sealed class BusinessDayTimes : LocalTimes
{
    private const int MostInMonth = 31;

    private readonly int ordinal;
    private readonly long second;
    private readonly DaySearch days;

    /// <summary>Says which day and when.</summary>
    /// <param name="ordinal">Which day: 1 to 31, or -1 to -31 to count from the end of the month.</param>
    /// <param name="time">The time of day; whole seconds.</param>
    /// <param name="days">The calendar.</param>
    /// <exception cref="ScheduleRuleException">There is no such day in any month, or the calendar has no day.</exception>
    public BusinessDayTimes(int ordinal, LocalTime time, DaySet days)
    {
        if (ordinal is 0 or < -MostInMonth or > MostInMonth)
        {
            throw new ScheduleRuleException(
                $"A month has no business day {ordinal}.", "Use 1 to 31, or -1 to -31 to count from the end of the month.");
        }

        this.ordinal = ordinal;
        second = time.NanosecondOfDay / NodaConstants.NanosecondsPerSecond;
        this.days = new DaySearch(days);
        this.days.RequireSome();
    }

    /// <inheritdoc />
    public override bool IsInterval => false;

    /// <inheritdoc />
    public override LocalDateTime? AtOrAfter(LocalDateTime from) => AtOrAfter(from, new Effort());

    /// <inheritdoc />
    public override LocalDateTime? Before(LocalDateTime until) => Before(until, new Effort());

    /// <summary>The first time at or after another, and counts the days that were looked at.</summary>
    internal LocalDateTime? AtOrAfter(LocalDateTime from, Effort effort)
    {
        long earliest = WallSeconds.From(from);
        long? at = earliest < DayNumbers.Count * DayNumbers.Seconds ? FirstOfMonth(earliest / DayNumbers.Seconds) : null;
        while (at is { } day && effort.Spent < days.Limit && days.AtOrAfter(day, effort) is { } next)
        {
            if (RunInMonthOf(next, effort) is { } run && run >= earliest)
            {
                return WallSeconds.ToTime(run);
            }

            at = LastOfMonth(next) + 1;
        }

        return null;
    }

    /// <summary>The last time before another, and counts the days that were looked at.</summary>
    internal LocalDateTime? Before(LocalDateTime until, Effort effort)
    {
        long latest = WallSeconds.From(until) - 1;
        long? at = latest >= 0 ? LastOfMonth(Math.Min(latest / DayNumbers.Seconds, DayNumbers.Count - 1)) : null;
        while (at is { } day && effort.Spent < days.Limit && days.AtOrBefore(day, effort) is { } previous)
        {
            if (RunInMonthOf(previous, effort) is { } run && run <= latest)
            {
                return WallSeconds.ToTime(run);
            }

            at = FirstOfMonth(previous) - 1;
        }

        return null;
    }

    private static long FirstOfMonth(long day) => day - DayNumbers.ToDate(day).Day + 1;

    private static long LastOfMonth(long day)
    {
        DateOnly date = DayNumbers.ToDate(day);
        return day - date.Day + DateTime.DaysInMonth(date.Year, date.Month);
    }

    private long? RunInMonthOf(long day, Effort effort)
    {
        long last = LastOfMonth(day);
        List<long> found = [];
        for (long next = FirstOfMonth(day); next <= last; next++)
        {
            effort.Spend();
            if (days.Has(next))
            {
                found.Add(next);
            }
        }

        int index = ordinal > 0 ? ordinal - 1 : found.Count + ordinal;
        return index >= 0 && index < found.Count ? (found[index] * DayNumbers.Seconds) + second : null;
    }
}
