namespace Pawl.PowerCuts.Disk;

/// <summary>Draws what a power cut leaves. Much faster than what tests usually draw from, since there are a hundred draws in an
/// image; the same seed gives the same images.</summary>
/// <remarks>Source: Marsaglia, "Xorshift RNGs", 2003.</remarks>
internal sealed class CutChance(ulong seed)
{
    private ulong state = (seed * 0x9E37_79B9_7F4A_7C15) | 1;

    /// <summary>Draws a whole number from 0 to below a limit.</summary>
    public int Next(int limit)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return (int)((state >> 33) % (ulong)limit);
    }
}
