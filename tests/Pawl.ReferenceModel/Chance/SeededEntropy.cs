namespace Pawl.ReferenceModel.Chance;

/// <summary>Chance that repeats itself: the same seed gives the same numbers, on every machine and version of .NET.</summary>
/// <remarks>Source: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014 (SplitMix64).</remarks>
public sealed class SeededEntropy(ulong seed) : IEntropy
{
    private ulong state = seed;

    /// <summary>What to start with again to see the same numbers.</summary>
    public ulong Seed { get; } = seed;

    /// <inheritdoc/>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <inheritdoc/>
    public UInt128 NextNonce() => new(NextUInt64(), NextUInt64());

    /// <summary>Draws a whole number, evenly spread.</summary>
    public int Next(int fromInclusive, int toExclusive) =>
        fromInclusive + (int)(NextDouble() * ((long)toExclusive - fromInclusive));

    /// <summary>Draws one of several.</summary>
    public T Pick<T>(IReadOnlyList<T> choices) => choices[Next(0, choices.Count)];

    /// <summary>Draws whether something happens.</summary>
    public bool Happens(double probability) => NextDouble() < probability;

    private ulong NextUInt64()
    {
        ulong z = Interlocked.Add(ref state, 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
