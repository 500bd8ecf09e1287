namespace Pawl.Schedules.Recurrence.Points;

/// <summary>Points that are written down; there may be none.</summary>
/// <param name="points">The points, in order and each once.</param>
internal sealed class ListedPoints(long[] points) : PointSet
{
    /// <summary>No points.</summary>
    public static ListedPoints None { get; } = new([]);

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => points.Length == 0;

    /// <summary>The points, each turned into something else.</summary>
    /// <param name="turn">What turns one.</param>
    public IEnumerable<T> Select<T>(Func<long, T> turn) => points.Select(turn);

    /// <inheritdoc />
    public override long? AtOrAfter(long from, Effort effort)
    {
        int index = Array.BinarySearch(points, from);
        index = index < 0 ? ~index : index;
        return index < points.Length ? points[index] : null;
    }

    /// <inheritdoc />
    public override long? AtOrBefore(long until, Effort effort)
    {
        int index = Array.BinarySearch(points, until);
        index = index < 0 ? ~index - 1 : index;
        return index >= 0 ? points[index] : null;
    }
}
