using System.Collections.Immutable;
using Pawl.Schedules.Recurrence.Days;
using Pawl.Schedules.Recurrence.Points;

namespace Pawl.Schedules.Calendars;

/// <summary>Finds the next day of a set, as the number of a day. Immutable.</summary>
/// <remarks>Between two edges (a date or the end of a range) a set speaks of days of the week and of days of the year only. Every
/// combination of these comes within 40 years, so what is not found within so many is not found before the next edge.</remarks>
internal sealed class DaySearch
{
    /// <summary>The most days that one search looks at, in a set of few parts.</summary>
    public const int MostDays = 200_000;

    private const int LongestGap = 41 * 366;

    /// <summary>How often a search asks a part of the set whether it has a day: so many fit into milliseconds, and are enough for a gap
    /// of the greatest set.</summary>
    private const int MostQuestions = LongestGap * (DaySet.MostParts + 1);

    private readonly DaySet days;
    private readonly ListedPoints edges;

    /// <summary>Takes the set.</summary>
    /// <param name="days">The set.</param>
    public DaySearch(DaySet days)
    {
        this.days = days;
        Limit = Math.Min(MostDays, MostQuestions / PartsOf(days));
        var all = new List<long>();
        AddEdges(days, all);
        all.Sort();
        edges = new ListedPoints([.. all]);
    }

    /// <summary>The most days that one search looks at: where it finds none among these, it counts as finding none.</summary>
    public int Limit { get; }

    /// <summary>Whether the set has a day.</summary>
    /// <param name="day">The number of the day.</param>
    public bool Has(long day) => day is >= 0 and < DayNumbers.Count && days.Contains(DayNumbers.ToDate(day));

    /// <summary>The first day at or after another, or null.</summary>
    /// <param name="day">The number of the day.</param>
    /// <param name="effort">Counts the days that were looked at.</param>
    public long? AtOrAfter(long day, Effort effort)
    {
        long most = effort.Spent + Limit;
        day = Math.Max(day, 0);
        while (day < DayNumbers.Count && effort.Spent < most)
        {
            long edge = edges.AtOrAfter(day + 1, effort) ?? DayNumbers.Count;
            for (long end = Math.Min(edge, day + LongestGap); day < end; day++)
            {
                effort.Spend();
                if (Has(day))
                {
                    return day;
                }
            }

            day = edge;
        }

        return null;
    }

    /// <summary>The last day at or before another, or null.</summary>
    /// <param name="day">The number of the day.</param>
    /// <param name="effort">Counts the days that were looked at.</param>
    public long? AtOrBefore(long day, Effort effort)
    {
        long most = effort.Spent + Limit;
        day = Math.Min(day, DayNumbers.Count - 1);
        while (day >= 0 && effort.Spent < most)
        {
            long edge = edges.AtOrBefore(day, effort) ?? 0;
            for (long end = Math.Max(edge, day - LongestGap); day >= end; day--)
            {
                effort.Spend();
                if (Has(day))
                {
                    return day;
                }
            }

            day = edge - 1;
        }

        return null;
    }

    /// <summary>Refuses a set without a day.</summary>
    /// <exception cref="ScheduleRuleException">The set has no day.</exception>
    public void RequireSome()
    {
        if (AtOrAfter(0, new Effort()) is null)
        {
            throw new ScheduleRuleException(
                "The calendar has no days, so nothing would ever run.", "Add days, or take fewer out.");
        }
    }

    private static int PartsOf(DaySet set) => 1 + set switch
    {
        DaySet.AnyOf any => any.Sets.Sum(PartsOf),
        DaySet.AllOf all => all.Sets.Sum(PartsOf),
        DaySet.AllBut but => PartsOf(but.Days) + PartsOf(but.Without),
        _ => 0,
    };

    // The days on which something begins to hold that did not hold on the day before.
    private static void AddEdges(DaySet set, List<long> edges)
    {
        switch (set)
        {
            case DaySet.ListedDays listed:
                foreach (DateOnly date in listed.Dates)
                {
                    edges.Add(date.DayNumber);
                    edges.Add(date.DayNumber + 1);
                }

                break;
            case DaySet.DayRange range:
                edges.Add(range.First.DayNumber);
                edges.Add(range.Last.DayNumber + 1);
                break;
            case DaySet.AnyOf any:
                AddEdges(any.Sets, edges);
                break;
            case DaySet.AllOf all:
                AddEdges(all.Sets, edges);
                break;
            case DaySet.AllBut but:
                AddEdges([but.Days, but.Without], edges);
                break;
        }
    }

    private static void AddEdges(ImmutableArray<DaySet> sets, List<long> edges)
    {
        foreach (DaySet set in sets)
        {
            AddEdges(set, edges);
        }
    }
}
