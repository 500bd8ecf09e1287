namespace Pawl.Checker.Histories;

/// <summary>Ticks at an anchor, and every period before and behind it.</summary>
/// <param name="Anchor">One of the ticks, in microseconds.</param>
/// <param name="Period">From one tick to the next, in microseconds.</param>
public sealed record PeriodicTicks(long Anchor, long Period) : IExpectedTicks
{
    /// <inheritdoc/>
    public IEnumerable<long> Between(long after, long until)
    {
        long into = (after - Anchor) % Period;
        for (long tick = after - (into < 0 ? into + Period : into) + Period; tick <= until; tick += Period)
        {
            yield return tick;
        }
    }
}
