using System.Numerics;

namespace Pawl.Schedules.Recurrence.Points;

/// <summary>Some of the numbers 0 to 63, one bit each.</summary>
internal sealed class BitPoints(ulong bits) : PointSet
{
    /// <inheritdoc />
    public override long? AtOrAfter(long from, Effort effort)
    {
        int first = (int)Math.Clamp(from, 0, 64);
        ulong left = first == 64 ? 0 : bits >> first << first;
        return left == 0 ? null : BitOperations.TrailingZeroCount(left);
    }

    /// <inheritdoc />
    public override long? AtOrBefore(long until, Effort effort)
    {
        int last = (int)Math.Clamp(until, -1, 63);
        ulong left = last < 0 ? 0 : bits << (63 - last) >> (63 - last);
        return left == 0 ? null : 63 - BitOperations.LeadingZeroCount(left);
    }
}
