using System.Diagnostics;
using Pawl.Schedules.Recurrence.Days;

namespace Pawl.Schedules.Calendars;

/// <summary>Where runs go that fall on a day outside a calendar, and where those of a day of the calendar come from. Days are numbers
/// of days. Immutable.</summary>
/// <param name="days">The calendar.</param>
/// <param name="policy">What becomes of such runs.</param>
internal sealed class Rolling(DaySearch days, OffDayPolicy policy)
{
    /// <summary>The most days by which a run moves.</summary>
    public const int MostDays = 366;

    /// <summary>The day on which the runs of a day take place, or null when they do not.</summary>
    /// <param name="day">The day.</param>
    public long? TargetOf(long day) => days.Has(day) ? day : policy switch
    {
        OffDayPolicy.Skip => null,
        OffDayPolicy.Following => Next(day, day + MostDays),
        OffDayPolicy.Preceding => Previous(day, day - MostDays),
        OffDayPolicy.ModifiedFollowing => Next(day, LastOfMonth(day)) ?? Previous(day, FirstOfMonth(day)),
        _ => throw new UnreachableException($"{policy}"),
    };

    /// <summary>The days whose runs take place on a day of the calendar: all from the first to the last.</summary>
    /// <param name="day">The day of the calendar.</param>
    public (long First, long Last) SourcesOf(long day) => policy switch
    {
        OffDayPolicy.Skip => (day, day),
        OffDayPolicy.Following => (OffDaysBefore(day, day - MostDays), day),
        OffDayPolicy.Preceding => (day, OffDaysAfter(day, day + MostDays)),
        OffDayPolicy.ModifiedFollowing => (OffDaysBefore(day, FirstOfMonth(day)), LastSourceInMonth(day)),
        _ => throw new UnreachableException($"{policy}"),
    };

    private static long FirstOfMonth(long day) => day - DayNumbers.ToDate(day).Day + 1;

    private static long LastOfMonth(long day)
    {
        DateOnly date = DayNumbers.ToDate(day);
        return day - date.Day + DateTime.DaysInMonth(date.Year, date.Month);
    }

    private long? Next(long day, long last)
    {
        for (long next = day + 1; next <= last; next++)
        {
            if (days.Has(next))
            {
                return next;
            }
        }

        return null;
    }

    private long? Previous(long day, long first)
    {
        for (long previous = day - 1; previous >= first; previous--)
        {
            if (days.Has(previous))
            {
                return previous;
            }
        }

        return null;
    }

    private long OffDaysBefore(long day, long first) => Math.Max(0, Previous(day, first) + 1 ?? first);

    private long OffDaysAfter(long day, long last) => Math.Min(DayNumbers.Count - 1, Next(day, last) - 1 ?? last);

    private long LastSourceInMonth(long day)
    {
        long last = LastOfMonth(day);
        return Next(day, last) is null ? last : day;
    }
}
