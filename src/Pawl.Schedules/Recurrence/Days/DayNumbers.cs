namespace Pawl.Schedules.Recurrence.Days;

/// <summary>Days as numbers: 0 is 1 January of the year 1, a Monday.</summary>
internal static class DayNumbers
{
    /// <summary>How many days there are up to the end of the year 9999.</summary>
    public const long Count = 3_652_059;

    /// <summary>The days of 400 years, after which the calendar begins anew, on the same day of the week.</summary>
    public const long Cycle = 146_097;

    /// <summary>The seconds of a day.</summary>
    public const long Seconds = 86_400;

    /// <summary>The number of a day.</summary>
    public static long Of(int year, int month, int day) => new DateOnly(year, month, day).DayNumber;

    /// <summary>The day of a number.</summary>
    public static DateOnly ToDate(long number) => DateOnly.FromDayNumber((int)number);

    /// <summary>The day of the week of a number; 0 is Monday.</summary>
    public static int WeekdayOf(long number) => (int)Points.WholeNumbers.Remainder(number, 7);

    /// <summary>The number of the first day of a year; the first day after the last year, or -1, where there is no such year.</summary>
    public static long FirstOfYear(long year) => year < 1 ? -1 : year > 9999 ? Count : Of((int)year, 1, 1);
}
