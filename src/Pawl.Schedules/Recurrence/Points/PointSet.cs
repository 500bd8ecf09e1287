namespace Pawl.Schedules.Recurrence.Points;

/// <summary>An ordered set of whole numbers: seconds, hours, days, whatever the part of a rule counts in. Immutable.</summary>
/// <remarks>Rules are put together from few kinds of them, each of which finds its next point by arithmetic, forwards and
/// backwards alike.</remarks>
internal abstract class PointSet
{
    /// <summary>The first point at or after a number, or null.</summary>
    public abstract long? AtOrAfter(long from, Effort effort);

    /// <summary>The last point at or before a number, or null.</summary>
    public abstract long? AtOrBefore(long until, Effort effort);

    /// <summary>Whether a number is a point.</summary>
    public bool Contains(long number, Effort effort) => AtOrAfter(number, effort) == number;
}
