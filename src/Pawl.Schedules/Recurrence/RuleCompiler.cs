using System.Collections.Immutable;
using Pawl.Schedules.Recurrence.Days;
using Pawl.Schedules.Recurrence.Points;

namespace Pawl.Schedules.Recurrence;

/// <summary>Turns a rule and its start into the set of times that the rule describes, in seconds, before the start, COUNT and UNTIL cut
/// it off.</summary>
internal static class RuleCompiler
{
    /// <summary>The times of a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="start">The second of its start.</param>
    /// <param name="effort">Counts the steps.</param>
    public static PointSet Compile(RecurrenceRule rule, long start, Effort effort)
    {
        RecurrenceRule whole = StartDefaults.Fill(rule, start);
        var days = new MatchingDays(new DayCondition(whole).Matches);
        return rule.IsWithinDay ? WithinDays(whole, days, start, effort) : OfDays(whole, days, start);
    }

    private static PointSet OfDays(RecurrenceRule rule, MatchingDays days, long start)
    {
        var times = new TimesOfDay([.. rule.Hours], [.. rule.Minutes], [.. rule.Seconds]);
        PeriodGrid grid = rule.Frequency switch
        {
            Frequency.Yearly => new YearGrid(),
            Frequency.Monthly => new MonthGrid(),
            Frequency.Weekly => new WeekGrid(rule.WeekStart),
            _ => new DayGrid(),
        };
        var periods = new AlignedPeriods(grid, grid.IndexOf(start / DayNumbers.Seconds), rule.Interval);
        if (!rule.Positions.IsEmpty && rule.Frequency != Frequency.Daily)
        {
            return new PickedTimes(days, periods, times, [.. rule.Positions]);
        }

        PointSet common = rule.Interval == 1 ? days : new CommonPoints(days, periods, periods.CycleInDays);
        return new NestedPoints(common, rule.Positions.IsEmpty ? times.Points : times.At(rule.Positions), DayNumbers.Seconds);
    }

    private static NestedPoints WithinDays(RecurrenceRule rule, MatchingDays days, long start, Effort effort)
    {
        int size = rule.Frequency switch { Frequency.Hourly => 3_600, Frequency.Minutely => 60, _ => 1 };
        PointSet hours = Bits(rule.Hours, 24);
        PointSet inDay = rule.Frequency switch
        {
            Frequency.Hourly => hours,
            Frequency.Minutely => new NestedPoints(hours, Bits(rule.Minutes, 60), 60),
            _ => new NestedPoints(new NestedPoints(hours, Bits(rule.Minutes, 60), 60), Bits(rule.Seconds, 60), 60),
        };
        var inPeriod = new TimesOfDay(
            [0],
            rule.Frequency == Frequency.Hourly ? [.. rule.Minutes] : [0],
            rule.Frequency == Frequency.Secondly ? [0] : [.. rule.Seconds]);
        PointSet periods = PeriodSteps.Every(rule.Interval, start / size, days, inDay, DayNumbers.Seconds / size, effort);
        return new NestedPoints(periods, rule.Positions.IsEmpty ? inPeriod.Points : inPeriod.At(rule.Positions), size);
    }

    private static BitPoints Bits(ImmutableArray<int> numbers, int count) =>
        new(numbers.IsEmpty ? (1UL << count) - 1 : numbers.Aggregate(0UL, (bits, number) => bits | (1UL << number)));
}
