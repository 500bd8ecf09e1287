namespace Pawl.Schedules.Recurrence.Points;

/// <summary>The points that two sets share. Each set in turn jumps to where the other one is.</summary>
/// <param name="left">A set; the one with fewer points, where that is known.</param>
/// <param name="right">Another.</param>
/// <param name="cycle">After how many numbers the two together begin anew: what is not found within so many never comes.</param>
internal sealed class CommonPoints(PointSet left, PointSet right, long cycle) : PointSet
{
    /// <inheritdoc />
    public override long? AtOrAfter(long from, Effort effort)
    {
        long? at = left.AtOrAfter(from, effort);
        while (at is { } point && point - from <= cycle)
        {
            effort.Spend();
            long? other = right.AtOrAfter(point, effort);
            if (other is not { } next || next == point)
            {
                return other;
            }

            at = left.AtOrAfter(next, effort);
        }

        return null;
    }

    /// <inheritdoc />
    public override long? AtOrBefore(long until, Effort effort)
    {
        long? at = left.AtOrBefore(until, effort);
        while (at is { } point && until - point <= cycle)
        {
            effort.Spend();
            long? other = right.AtOrBefore(point, effort);
            if (other is not { } previous || previous == point)
            {
                return other;
            }

            at = left.AtOrBefore(previous, effort);
        }

        return null;
    }
}
