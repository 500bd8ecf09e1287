namespace Pawl;

/// <summary>The number that orders the leases of one job: each claim gives a higher one.</summary>
/// <param name="Value">0 before the first claim, then 1 and up.</param>
/// <remarks>Pass it to outside resources that can refuse a lower number than they have seen.</remarks>
public readonly record struct FencingToken(long Value) : IComparable<FencingToken>
{
    /// <summary>Orders tokens by age.</summary>
    /// <param name="other">The token to compare with.</param>
    /// <returns>Below 0, 0 or above 0.</returns>
    public int CompareTo(FencingToken other) => Value.CompareTo(other.Value);

    /// <summary>The number as text.</summary>
    /// <returns>Decimal digits.</returns>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
