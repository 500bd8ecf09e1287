namespace Pawl.Schedules.Recurrence.Days;

/// <summary>What BYSETPOS says.</summary>
internal static class Positions
{
    /// <summary>The indexes that positions mean, in order, each once; those outside are left out.</summary>
    /// <param name="positions">The positions: from 1, or from -1 counted from the end.</param>
    /// <param name="count">How many there are to choose from.</param>
    public static IEnumerable<long> Resolve(IEnumerable<int> positions, long count) =>
        positions.Select(position => position > 0 ? position - 1 : count + position)
            .Where(index => index >= 0 && index < count)
            .Distinct()
            .Order();
}
