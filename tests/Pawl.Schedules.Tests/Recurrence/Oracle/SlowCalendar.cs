namespace Pawl.Schedules.Tests.Recurrence.Oracle;

/// <summary>Decides about one day at a time, by counting days, as the definitions have it.</summary>
internal static class SlowCalendar
{
    /// <summary>Which day of its kind this is in a span of days, from its beginning and from its end.</summary>
    public static (int FromStart, int FromEnd) OrdinalIn(DateTime day, DateTime first, DateTime last)
    {
        int before = 0;
        for (DateTime other = day.AddDays(-7); other >= first; other = other.AddDays(-7))
        {
            before++;
        }

        int after = 0;
        for (DateTime other = day; other <= last.AddDays(-7); other = other.AddDays(7))
        {
            after++;
        }

        return (before + 1, -after - 1);
    }

    /// <summary>The first day of the week that a day is in.</summary>
    public static DateTime WeekOf(DateTime day, DayOfWeek weekStart)
    {
        while (day.DayOfWeek != weekStart)
        {
            day = day.AddDays(-1);
        }

        return day;
    }

    /// <summary>The number of the week that a day is in, from the beginning and from the end of the year to which the week belongs: the
    /// year that has four of its days or more.</summary>
    public static (int FromStart, int FromEnd) WeekNumberOf(DateTime day, DayOfWeek weekStart)
    {
        DateTime week = WeekOf(day, weekStart);
        int year = week.AddDays(3).Year;
        int before = 0;
        for (DateTime other = week.AddDays(-7); other.AddDays(3).Year == year; other = other.AddDays(-7))
        {
            before++;
        }

        int after = 0;
        for (DateTime other = week.AddDays(7); other.AddDays(3).Year == year; other = other.AddDays(7))
        {
            after++;
        }

        return (before + 1, -after - 1);
    }
}
