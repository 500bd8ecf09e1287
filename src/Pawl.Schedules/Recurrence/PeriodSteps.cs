using Pawl.Schedules.Recurrence.Days;
using Pawl.Schedules.Recurrence.Points;

namespace Pawl.Schedules.Recurrence;

/// <summary>Every n-th hour, minute or second, among those that a rule allows.</summary>
internal static class PeriodSteps
{
    // More would say little: where so many days of a cycle have a step, one comes soon.
    private const int MostPlaces = 1_024;

    /// <summary>The periods that are both allowed and a multiple of the interval from the first.</summary>
    /// <param name="interval">The n.</param>
    /// <param name="origin">A period that counts.</param>
    /// <param name="days">The days that are allowed.</param>
    /// <param name="inDay">The periods of a day that are allowed.</param>
    /// <param name="perDay">How many periods a day has.</param>
    /// <param name="effort">Counts the steps.</param>
    public static PointSet Every(long interval, long origin, MatchingDays days, PointSet inDay, long perDay, Effort effort)
    {
        if (interval == 1)
        {
            return new NestedPoints(days, inDay, perDay);
        }

        // A step is at the same place of the day again after some days; which days have one at an allowed place follows from that.
        // Without it, a search would look for a step on one day after the other, where there can be none.
        long cycle = interval / WholeNumbers.GreatestDivisor(interval, perDay);
        long[] places = DaysWithStep(interval, origin, inDay, perDay, cycle, effort);
        PointSet allowed = places.Length == cycle || places.Length >= MostPlaces ? days : OnPlaces(days, cycle, places);
        return new CommonPoints(
            new NestedPoints(allowed, inDay, perDay),
            new CyclePoints(interval, [WholeNumbers.Remainder(origin, interval)]),
            WholeNumbers.LeastMultiple(interval, DayNumbers.Cycle * perDay));
    }

    private static PointSet OnPlaces(MatchingDays days, long cycle, long[] places)
    {
        // Days of the week come and go with such a cycle: a place is always on the same one.
        long[] left = cycle % 7 == 0 ? [.. places.Where(place => days.HasWeekday(DayNumbers.WeekdayOf(place)))] : places;
        return left.Length == 0
            ? ListedPoints.None
            : new CommonPoints(days, new CyclePoints(cycle, left), WholeNumbers.LeastMultiple(cycle, DayNumbers.Cycle));
    }

    private static long[] DaysWithStep(long interval, long origin, PointSet inDay, long perDay, long cycle, Effort effort)
    {
        long divisor = interval / cycle;
        var reachable = new CommonPoints(
            inDay, new CyclePoints(divisor, [WholeNumbers.Remainder(origin, divisor)]), perDay);
        long inverse = WholeNumbers.Inverse(perDay / divisor, cycle);
        HashSet<long> found = [];
        long? at = reachable.AtOrAfter(0, effort);
        while (at is { } place && found.Count < Math.Min(cycle, MostPlaces))
        {
            found.Add(WholeNumbers.Remainder(WholeNumbers.Remainder((origin - place) / divisor, cycle) * inverse, cycle));
            at = reachable.AtOrAfter(place + 1, effort);
        }

        return [.. found.Order()];
    }
}
