using Pawl.Schedules.Recurrence.Days;
using Pawl.Schedules.Recurrence.Parsing;

namespace Pawl.Schedules.Calendars;

/// <summary>The days that a file of holidays has so far.</summary>
internal sealed class HolidayDays
{
    private readonly SortedSet<long> days = [];
    private readonly SortedSet<(int Month, int Day)> yearly = [];

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => days.Count == 0 && yearly.Count == 0;

    /// <summary>Adds a day.</summary>
    /// <param name="day">The number of the day.</param>
    /// <param name="line">What it comes from.</param>
    /// <exception cref="ScheduleRuleException">There are too many.</exception>
    public void Add(long day, ContentLine line)
    {
        // Half of what a set may have: the fixed days and what others make of the set need room.
        if (days.Add(day) && days.Count > DaySet.MostDates / 2)
        {
            throw line.Whole.Refuse($"The file has more than {DaySet.MostDates / 2} holidays.", "Ask for fewer years.");
        }
    }

    /// <summary>Adds the same day of every year.</summary>
    /// <param name="month">The month, 1 to 12.</param>
    /// <param name="day">The day of the month, from 1.</param>
    /// <param name="line">What it comes from.</param>
    /// <exception cref="ScheduleRuleException">There are too many.</exception>
    public void AddEveryYear(int month, int day, ContentLine line)
    {
        if (yearly.Add((month, day)) && yearly.Count > DaySet.MostParts / 2)
        {
            throw line.Whole.Refuse(
                $"The file has more than {DaySet.MostParts / 2} holidays that come every year.",
                "Take out what is no holiday, or give events an UNTIL.");
        }
    }

    /// <summary>The set of them all.</summary>
    public DaySet ToSet()
    {
        IEnumerable<DaySet> fixedDays = yearly.Select(day => DaySet.EveryYear(day.Month, day.Day));
        IEnumerable<DaySet> others = days.Count == 0 ? [] : [DaySet.On(days.Select(DayNumbers.ToDate))];
        return fixedDays.Concat(others).Aggregate((left, right) => left | right);
    }
}
