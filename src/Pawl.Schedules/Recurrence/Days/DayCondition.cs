using Pawl.Schedules.Recurrence.Points;

namespace Pawl.Schedules.Recurrence.Days;

/// <summary>What the parts of a rule that speak of days ask of a day. All that are there must hold: within a year, a month or a week
/// that the frequency allows, RFC 5545's expanding and limiting come to the same.</summary>
internal sealed class DayCondition
{
    private readonly RecurrenceRule rule;
    private readonly SignedNumbers weekNumbers;
    private readonly SignedNumbers yearDays;
    private readonly SignedNumbers monthDays;
    private readonly bool ordinalsAreOfTheMonth;

    /// <summary>Reads the parts of a rule.</summary>
    /// <param name="rule">The rule, with what it takes from its start.</param>
    public DayCondition(RecurrenceRule rule)
    {
        this.rule = rule;
        weekNumbers = new SignedNumbers(rule.WeekNumbers);
        yearDays = new SignedNumbers(rule.YearDays);
        monthDays = new SignedNumbers(rule.MonthDays);
        ordinalsAreOfTheMonth = rule.Frequency == Frequency.Monthly || !rule.Months.IsEmpty;
    }

    /// <summary>Whether a day is one of the rule's.</summary>
    /// <param name="year">The year.</param>
    /// <param name="dayOfYear">The day's number in it, from 0.</param>
    public bool Matches(int year, int dayOfYear)
    {
        DateOnly date = new DateOnly(year, 1, 1).AddDays(dayOfYear);
        int daysInYear = DateTime.IsLeapYear(year) ? 366 : 365;
        int daysInMonth = DateTime.DaysInMonth(year, date.Month);
        return (rule.Months.IsEmpty || rule.Months.Contains(date.Month))
            && (yearDays.IsEmpty || yearDays.Has(dayOfYear + 1, daysInYear))
            && (monthDays.IsEmpty || monthDays.Has(date.Day, daysInMonth))
            && (weekNumbers.IsEmpty || IsInWeek(date))
            && (rule.Weekdays.IsEmpty || (ordinalsAreOfTheMonth
                ? IsWeekday(date, date.Day - 1, daysInMonth)
                : IsWeekday(date, dayOfYear, daysInYear)));
    }

    private bool IsWeekday(DateOnly date, int index, int count)
    {
        int weekday = DayNumbers.WeekdayOf(date.DayNumber);
        int ordinal = (index / 7) + 1;
        int ordinalFromEnd = -(((count - 1 - index) / 7) + 1);
        foreach (OrdinalWeekday wanted in rule.Weekdays)
        {
            if (wanted.Weekday == weekday && (wanted.Ordinal == 0 || wanted.Ordinal == ordinal || wanted.Ordinal == ordinalFromEnd))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsInWeek(DateOnly date)
    {
        int year = date.Year;
        if (date.DayNumber < FirstWeekOf(year))
        {
            year--;
        }
        else if (date.DayNumber >= FirstWeekOf(year + 1))
        {
            year++;
        }

        long first = FirstWeekOf(year);
        return weekNumbers.Has((int)((date.DayNumber - first) / 7) + 1, (int)((FirstWeekOf(year + 1) - first) / 7));
    }

    // Week 1 is the first with four days in the year, so it is the one with 4 January.
    private long FirstWeekOf(int year)
    {
        long fourth = DayNumbers.Of(year, 1, 4);
        return fourth - WholeNumbers.Remainder(fourth - rule.WeekStart, 7);
    }
}
