namespace Pawl;

/// <summary>The only source of chance in Pawl, so that a simulation can own it.</summary>
public interface IEntropy
{
    /// <summary>Draws a number, evenly spread.</summary>
    /// <returns>At least 0 and below 1.</returns>
    double NextDouble();

    /// <summary>Draws a 128-bit number that nobody will draw again.</summary>
    /// <returns>Any value.</returns>
    UInt128 NextNonce();
}
