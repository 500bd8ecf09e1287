namespace Pawl.Schedules.Recurrence.Points;

/// <summary>Points that come again in every cycle, for ever in both directions.</summary>
/// <param name="length">The length of a cycle; the first begins at 0.</param>
/// <param name="places">The points of the first cycle, in order and each once; at least one.</param>
internal sealed class CyclePoints(long length, long[] places) : PointSet
{
    /// <inheritdoc />
    public override long? AtOrAfter(long from, Effort effort)
    {
        long cycle = WholeNumbers.DivideDown(from, length);
        int index = Array.BinarySearch(places, from - (cycle * length));
        index = index < 0 ? ~index : index;
        return index < places.Length ? (cycle * length) + places[index] : ((cycle + 1) * length) + places[0];
    }

    /// <inheritdoc />
    public override long? AtOrBefore(long until, Effort effort)
    {
        long cycle = WholeNumbers.DivideDown(until, length);
        int index = Array.BinarySearch(places, until - (cycle * length));
        index = index < 0 ? ~index - 1 : index;
        return index >= 0 ? (cycle * length) + places[index] : ((cycle - 1) * length) + places[^1];
    }
}
