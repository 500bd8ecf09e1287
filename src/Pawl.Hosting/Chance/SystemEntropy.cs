using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Pawl.Hosting.Chance;

/// <summary>Chance from the operating system's generator, which nobody can foresee.</summary>
internal sealed class SystemEntropy : IEntropy
{
    /// <inheritdoc />
    public double NextDouble()
    {
        // 53 bits are what a double between 0 and 1 can hold.
        Span<ulong> bits = stackalloc ulong[1];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(bits));
        return (bits[0] >> 11) * (1.0 / (1UL << 53));
    }

    /// <inheritdoc />
    public UInt128 NextNonce()
    {
        Span<UInt128> nonce = stackalloc UInt128[1];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(nonce));
        return nonce[0];
    }
}
