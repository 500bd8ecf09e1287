using System.Collections.Immutable;
using Pawl.Schedules.Recurrence.Days;

namespace Pawl.Schedules.Recurrence;

/// <summary>What a rule does not say, and so is as in its start: the day, where none of its parts chooses one, and the parts of the
/// time that are smaller than its frequency.</summary>
internal static class StartDefaults
{
    /// <summary>The rule with what it takes from its start.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="start">The second of its start.</param>
    public static RecurrenceRule Fill(RecurrenceRule rule, long start)
    {
        int second = (int)(start % DayNumbers.Seconds);
        return FillDay(rule, start / DayNumbers.Seconds) with
        {
            Hours = Or(rule.Hours, rule.Frequency < Frequency.Hourly, second / 3_600),
            Minutes = Or(rule.Minutes, rule.Frequency < Frequency.Minutely, second / 60 % 60),
            Seconds = Or(rule.Seconds, rule.Frequency < Frequency.Secondly, second % 60),
        };
    }

    private static RecurrenceRule FillDay(RecurrenceRule rule, long start)
    {
        DateOnly date = DayNumbers.ToDate(start);
        bool open = rule.Weekdays.IsEmpty && rule.MonthDays.IsEmpty && rule.YearDays.IsEmpty;
        return (open, rule.Frequency, rule.WeekNumbers.IsEmpty) switch
        {
            (true, Frequency.Yearly, true) =>
                rule with { MonthDays = [date.Day], Months = Or(rule.Months, true, date.Month) },
            (true, Frequency.Monthly, _) => rule with { MonthDays = [date.Day] },
            (true, Frequency.Weekly, _) or (true, Frequency.Yearly, false) =>
                rule with { Weekdays = [new OrdinalWeekday(DayNumbers.WeekdayOf(start), 0)] },
            _ => rule,
        };
    }

    private static ImmutableArray<int> Or(ImmutableArray<int> said, bool needed, int startHas) =>
        said.IsEmpty && needed ? [startHas] : said;
}
