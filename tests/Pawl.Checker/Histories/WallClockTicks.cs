using Pawl.Checker.WallClocks;

namespace Pawl.Checker.Histories;

/// <summary>Ticks at times on the wall clock of a zone.</summary>
/// <param name="walked">Finds them.</param>
public sealed class WallClockTicks(WalkedTicks walked) : IExpectedTicks
{
    private const long Second = 1_000_000;

    /// <inheritdoc/>
    public IEnumerable<long> Between(long after, long until) =>
        walked.Between((after / Second) + 1, until / Second).Select(second => second * Second);
}
