using Pawl.Schedules.Recurrence.Points;

namespace Pawl.Schedules.Recurrence.Days;

/// <summary>The times at some positions among all times of a week, a month or a year, in seconds.</summary>
/// <param name="days">The days on which times are.</param>
/// <param name="periods">The weeks, months or years.</param>
/// <param name="times">The times of a day.</param>
/// <param name="positions">The positions: from 1, or from -1 counted from the end.</param>
internal sealed class PickedTimes(MatchingDays days, AlignedPeriods periods, TimesOfDay times, int[] positions) : PointSet
{
    // To find and to sort one takes about as long as so many steps.
    private const long StepsForPosition = 8;

    private readonly long nearest = positions.Min(position => Math.Abs((long)position));

    /// <inheritdoc />
    public override long? AtOrAfter(long from, Effort effort)
    {
        long day = from / DayNumbers.Seconds;
        if (day >= DayNumbers.Count)
        {
            return null;
        }

        long index = periods.IndexAtOrAfter(periods.Grid.IndexOf(day));
        for (long tries = 0; tries <= periods.Grid.Cycle && periods.Grid.FirstDay(index) < DayNumbers.Count; tries++)
        {
            foreach (long time in TimesIn(index, effort))
            {
                if (time >= from)
                {
                    return time;
                }
            }

            index += periods.Interval;
        }

        return null;
    }

    /// <inheritdoc />
    public override long? AtOrBefore(long until, Effort effort)
    {
        if (until < 0)
        {
            return null;
        }

        long day = Math.Min(until / DayNumbers.Seconds, DayNumbers.Count - 1);
        long index = periods.IndexAtOrBefore(periods.Grid.IndexOf(day));
        for (long tries = 0; tries <= periods.Grid.Cycle && periods.Grid.LastDay(index) >= 0; tries++)
        {
            foreach (long time in TimesIn(index, effort).Reverse())
            {
                if (time <= until)
                {
                    return time;
                }
            }

            index -= periods.Interval;
        }

        return null;
    }

    private IEnumerable<long> TimesIn(long index, Effort effort)
    {
        List<long> found = [];
        long last = periods.Grid.LastDay(index);
        for (long? at = days.AtOrAfter(periods.Grid.FirstDay(index), effort); at <= last; at = days.AtOrAfter(at.Value + 1, effort))
        {
            found.Add(at.Value);
        }

        effort.Spend();
        if (found.Count * (long)times.Count < nearest)
        {
            return [];
        }

        effort.Spend(StepsForPosition * positions.Length);
        return Positions.Resolve(positions, (long)found.Count * times.Count)
            .Select(place => (found[(int)(place / times.Count)] * DayNumbers.Seconds) + times[(int)(place % times.Count)]);
    }
}
