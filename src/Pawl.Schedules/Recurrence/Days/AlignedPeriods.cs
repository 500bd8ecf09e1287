using Pawl.Schedules.Recurrence.Points;

namespace Pawl.Schedules.Recurrence.Days;

/// <summary>Every n-th period of a grid, counted from one of them, for ever in both directions.</summary>
/// <param name="grid">The periods.</param>
/// <param name="origin">The number of one that counts.</param>
/// <param name="interval">The n.</param>
internal sealed class AlignedPeriods(PeriodGrid grid, long origin, long interval) : PointSet
{
    /// <summary>The periods among which these are.</summary>
    public PeriodGrid Grid { get; } = grid;

    /// <summary>How far it is between two of them.</summary>
    public long Interval { get; } = interval;

    /// <summary>The days after which these periods and the calendar together begin anew.</summary>
    public long CycleInDays => WholeNumbers.LeastMultiple(Interval, Grid.Cycle) / Grid.Cycle * DayNumbers.Cycle;

    /// <summary>The first that counts, from a period on.</summary>
    public long IndexAtOrAfter(long index) => index + WholeNumbers.Remainder(origin - index, Interval);

    /// <summary>The last that counts, up to a period.</summary>
    public long IndexAtOrBefore(long index) => index - WholeNumbers.Remainder(index - origin, Interval);

    /// <summary>The first day in such a period at or after a day.</summary>
    public override long? AtOrAfter(long from, Effort effort)
    {
        if (from >= DayNumbers.Count)
        {
            return null;
        }

        long here = Grid.IndexOf(Math.Max(from, 0));
        long index = IndexAtOrAfter(here);
        return index == here ? from : Grid.FirstDay(index);
    }

    /// <summary>The last day in such a period at or before a day.</summary>
    public override long? AtOrBefore(long until, Effort effort)
    {
        if (until < 0)
        {
            return null;
        }

        long here = Grid.IndexOf(Math.Min(until, DayNumbers.Count - 1));
        long index = IndexAtOrBefore(here);
        return index == here ? until : Grid.LastDay(index);
    }
}
