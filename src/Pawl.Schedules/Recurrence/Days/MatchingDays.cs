using System.Numerics;
using Pawl.Schedules.Recurrence.Points;

namespace Pawl.Schedules.Recurrence.Days;

/// <summary>The days of the calendar for which a condition holds that looks at nothing but the year's shape and the day in it.</summary>
/// <remarks>There are 28 shapes: the day of the week on which a year begins, and which of it and its neighbours is a leap year (the
/// neighbours matter for the numbers of weeks). Each has a bit for every day, so a search passes over a year at a time.</remarks>
internal sealed class MatchingDays : PointSet
{
    private const int Words = 6;
    private const int Shapes = 28;

    private readonly ulong[] bits = new ulong[Shapes * Words];
    private readonly bool[] weekdays = new bool[7];
    private readonly bool any;

    /// <summary>Tries the condition on every day of a year of each shape.</summary>
    /// <param name="matches">The condition: a year, and the day's number in it from 0.</param>
    public MatchingDays(Func<int, int, bool> matches)
    {
        Span<bool> known = stackalloc bool[Shapes];
        for (int year = 2000; year < 2400; year++)
        {
            int shape = ShapeOf(year);
            if (known[shape])
            {
                continue;
            }

            known[shape] = true;
            int days = IsLeap(year) ? 366 : 365;
            long first = DayNumbers.FirstOfYear(year);
            for (int day = 0; day < days; day++)
            {
                if (matches(year, day))
                {
                    bits[(shape * Words) + (day / 64)] |= 1UL << (day % 64);
                    weekdays[DayNumbers.WeekdayOf(first + day)] = true;
                    any = true;
                }
            }
        }
    }

    /// <summary>Whether any of the days is on a day of the week.</summary>
    /// <param name="weekday">The day of the week; 0 is Monday.</param>
    public bool HasWeekday(int weekday) => weekdays[weekday];

    /// <inheritdoc />
    public override long? AtOrAfter(long from, Effort effort)
    {
        if (!any || from >= DayNumbers.Count)
        {
            return null;
        }

        from = Math.Max(from, 0);
        int year = DayNumbers.ToDate(from).Year;
        int day = (int)(from - DayNumbers.FirstOfYear(year));
        for (; year <= 9999; year++, day = 0)
        {
            effort.Spend();
            if (FirstIn(ShapeOf(year), day) is { } found)
            {
                return DayNumbers.FirstOfYear(year) + found;
            }
        }

        return null;
    }

    /// <inheritdoc />
    public override long? AtOrBefore(long until, Effort effort)
    {
        if (!any || until < 0)
        {
            return null;
        }

        until = Math.Min(until, DayNumbers.Count - 1);
        int year = DayNumbers.ToDate(until).Year;
        int day = (int)(until - DayNumbers.FirstOfYear(year));
        for (; year >= 1; year--, day = 365)
        {
            effort.Spend();
            if (LastIn(ShapeOf(year), day) is { } found)
            {
                return DayNumbers.FirstOfYear(year) + found;
            }
        }

        return null;
    }

    private static bool IsLeap(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    private static int ShapeOf(int year)
    {
        int leap = IsLeap(year) ? 1 : IsLeap(year - 1) ? 2 : IsLeap(year + 1) ? 3 : 0;
        return (DayNumbers.WeekdayOf(DayNumbers.FirstOfYear(year)) * 4) + leap;
    }

    private int? FirstIn(int shape, int from)
    {
        ulong mask = ulong.MaxValue << (from % 64);
        for (int word = from / 64; word < Words; word++, mask = ulong.MaxValue)
        {
            ulong left = bits[(shape * Words) + word] & mask;
            if (left != 0)
            {
                return (word * 64) + BitOperations.TrailingZeroCount(left);
            }
        }

        return null;
    }

    private int? LastIn(int shape, int until)
    {
        ulong mask = ulong.MaxValue >> (63 - (until % 64));
        for (int word = until / 64; word >= 0; word--, mask = ulong.MaxValue)
        {
            ulong left = bits[(shape * Words) + word] & mask;
            if (left != 0)
            {
                return (word * 64) + 63 - BitOperations.LeadingZeroCount(left);
            }
        }

        return null;
    }
}
