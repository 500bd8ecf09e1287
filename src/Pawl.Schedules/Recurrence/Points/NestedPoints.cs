namespace Pawl.Schedules.Recurrence.Points;

/// <summary>The same smaller points in each of some larger ones: minutes in hours, times in days.</summary>
/// <param name="outer">The larger ones.</param>
/// <param name="inner">The smaller ones, counted from where a larger one begins: 0 to <paramref name="size"/> - 1.</param>
/// <param name="size">How many smaller ones a larger one has.</param>
internal sealed class NestedPoints(PointSet outer, PointSet inner, long size) : PointSet
{
    /// <inheritdoc />
    public override long? AtOrAfter(long from, Effort effort)
    {
        long whole = WholeNumbers.DivideDown(from, size);
        if (outer.Contains(whole, effort) && inner.AtOrAfter(from - (whole * size), effort) is { } rest)
        {
            return (whole * size) + rest;
        }

        return inner.AtOrAfter(0, effort) is { } first && outer.AtOrAfter(whole + 1, effort) is { } next
            ? (next * size) + first
            : null;
    }

    /// <inheritdoc />
    public override long? AtOrBefore(long until, Effort effort)
    {
        long whole = WholeNumbers.DivideDown(until, size);
        if (outer.Contains(whole, effort) && inner.AtOrBefore(until - (whole * size), effort) is { } rest)
        {
            return (whole * size) + rest;
        }

        return inner.AtOrBefore(size - 1, effort) is { } last && outer.AtOrBefore(whole - 1, effort) is { } previous
            ? (previous * size) + last
            : null;
    }
}
