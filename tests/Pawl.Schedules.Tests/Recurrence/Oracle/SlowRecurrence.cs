namespace Pawl.Schedules.Tests.Recurrence.Oracle;

/// <summary>Finds the times of a rule in a span by looking at every day, hour, minute or second of it.</summary>
internal sealed class SlowRecurrence(OracleRule rule)
{
    /// <summary>The times from one time to another, both among them, in order. With COUNT, the span begins at the start.</summary>
    public List<DateTime> Between(DateTime first, DateTime last)
    {
        List<DateTime> found = rule.IsWithinDay ? WithinDays(first, last) : OfDays(first, last);
        IEnumerable<DateTime> times = found.Where(time => time >= rule.Start && time <= (rule.Until ?? DateTime.MaxValue));
        return [.. (rule.Count is { } count ? times.Take(count) : times).Where(time => time >= first && time <= last)];
    }

    private List<DateTime> OfDays(DateTime first, DateTime last)
    {
        List<DateTime> found = [];
        List<DateTime> period = [];
        (int, int) key = default;
        DateTime end = new DateTime(last.Year, 12, 31).AddDays(7);
        for (DateTime day = new DateTime(first.Year, 1, 1).AddDays(-7); day <= end; day = day.AddDays(1))
        {
            if (KeyOf(day) != key)
            {
                Pick(period, found);
                key = KeyOf(day);
            }

            if (IsAligned(day) && DayFits(day))
            {
                AddTimes(day, period);
            }
        }

        Pick(period, found);
        return found;
    }

    private (int, int) KeyOf(DateTime day) => rule.Frequency switch
    {
        "YEARLY" => (day.Year, 0),
        "MONTHLY" => (day.Year, day.Month),
        "WEEKLY" => (SlowCalendar.WeekOf(day, rule.WeekStart).Year, SlowCalendar.WeekOf(day, rule.WeekStart).DayOfYear),
        _ => (day.Year, day.DayOfYear),
    };

    private bool IsAligned(DateTime day)
    {
        int apart = rule.Frequency switch
        {
            "YEARLY" => day.Year - rule.Start.Year,
            "MONTHLY" => ((day.Year - rule.Start.Year) * 12) + day.Month - rule.Start.Month,
            "WEEKLY" => (SlowCalendar.WeekOf(day, rule.WeekStart) - SlowCalendar.WeekOf(rule.Start.Date, rule.WeekStart)).Days / 7,
            _ => (day - rule.Start.Date).Days,
        };
        return apart % rule.Interval == 0;
    }

    private void AddTimes(DateTime day, List<DateTime> period)
    {
        foreach (int hour in Sorted(rule.Hours, rule.Start.Hour))
        {
            foreach (int minute in Sorted(rule.Minutes, rule.Start.Minute))
            {
                foreach (int second in Sorted(rule.Seconds, rule.Start.Second))
                {
                    period.Add(new DateTime(day.Year, day.Month, day.Day, hour, minute, second));
                }
            }
        }
    }

    private static IEnumerable<int> Sorted(int[] numbers, int otherwise) => numbers is [] ? [otherwise] : numbers.Order();

    private void Pick(List<DateTime> period, List<DateTime> found)
    {
        for (int index = 0; index < period.Count; index++)
        {
            if (rule.Positions is [] || rule.Positions.Contains(index + 1) || rule.Positions.Contains(index - period.Count))
            {
                found.Add(period[index]);
            }
        }

        period.Clear();
    }

    private List<DateTime> WithinDays(DateTime first, DateTime last)
    {
        TimeSpan size = rule.Frequency switch
        {
            "HOURLY" => TimeSpan.FromHours(1),
            "MINUTELY" => TimeSpan.FromMinutes(1),
            _ => TimeSpan.FromSeconds(1),
        };
        DateTime origin = Floor(rule.Start, size);
        List<DateTime> found = [];
        List<DateTime> period = [];
        DateTime today = default;
        bool fitsToday = false;
        for (DateTime at = Floor(first, size); at <= last; at += size)
        {
            if (at.Date != today)
            {
                today = at.Date;
                fitsToday = DayFits(today);
            }

            if (fitsToday && (at - origin).Ticks / size.Ticks % rule.Interval == 0)
            {
                AddWithin(at, size, period);
                Pick(period, found);
            }
        }

        return found;
    }

    private void AddWithin(DateTime at, TimeSpan size, List<DateTime> period)
    {
        DateTime end = at + size;
        for (DateTime time = at; time < end; time = time.AddSeconds(1))
        {
            bool hour = rule.Hours is [] || rule.Hours.Contains(time.Hour);
            bool minute = rule.Minutes is [] ? rule.Frequency != "HOURLY" || time.Minute == rule.Start.Minute
                : rule.Minutes.Contains(time.Minute);
            bool second = rule.Seconds is [] ? rule.Frequency == "SECONDLY" || time.Second == rule.Start.Second
                : rule.Seconds.Contains(time.Second);
            if (hour && minute && second)
            {
                period.Add(time);
            }
            else if (!hour)
            {
                return;
            }
            else if (!minute && time.Second == 0)
            {
                time = time.AddSeconds(59);
            }
        }
    }

    private static DateTime Floor(DateTime time, TimeSpan size) => new(time.Ticks - (time.Ticks % size.Ticks));

    private bool DayFits(DateTime day)
    {
        bool saysDay = rule.MonthDays is not [] || rule.YearDays is not [] || rule.Weekdays is not [];
        return (rule.Months is [] || rule.Months.Contains(day.Month))
            && (rule.YearDays is [] || Has(rule.YearDays, day.DayOfYear, DateTime.IsLeapYear(day.Year) ? 366 : 365))
            && (rule.MonthDays is [] || Has(rule.MonthDays, day.Day, DateTime.DaysInMonth(day.Year, day.Month)))
            && (rule.Weekdays is [] || rule.Weekdays.Any(weekday => IsWeekday(day, weekday)))
            && (rule.WeekNumbers is [] || IsInWeek(day))
            && (saysDay || IsDayOfStart(day));
    }

    private bool IsDayOfStart(DateTime day) => rule.Frequency switch
    {
        "YEARLY" when rule.WeekNumbers is not [] => day.DayOfWeek == rule.Start.DayOfWeek,
        "YEARLY" => day.Day == rule.Start.Day && (rule.Months is not [] || day.Month == rule.Start.Month),
        "MONTHLY" => day.Day == rule.Start.Day,
        "WEEKLY" => day.DayOfWeek == rule.Start.DayOfWeek,
        _ => true,
    };

    private static bool Has(int[] numbers, int number, int count) =>
        numbers.Any(wanted => wanted > 0 ? wanted == number : count + wanted + 1 == number);

    private bool IsInWeek(DateTime day)
    {
        (int fromStart, int fromEnd) = SlowCalendar.WeekNumberOf(day, rule.WeekStart);
        return rule.WeekNumbers.Contains(fromStart) || rule.WeekNumbers.Contains(fromEnd);
    }

    private bool IsWeekday(DateTime day, (int Ordinal, DayOfWeek Day) wanted)
    {
        if (day.DayOfWeek != wanted.Day || wanted.Ordinal == 0)
        {
            return day.DayOfWeek == wanted.Day;
        }

        bool ofMonth = rule.Frequency == "MONTHLY" || rule.Months is not [];
        DateTime first = new(day.Year, ofMonth ? day.Month : 1, 1);
        (int fromStart, int fromEnd) = SlowCalendar.OrdinalIn(day, first, ofMonth ? first.AddMonths(1).AddDays(-1) : new(day.Year, 12, 31));
        return wanted.Ordinal == fromStart || wanted.Ordinal == fromEnd;
    }
}
