namespace Pawl.Tests.Retries;

/// <summary>Chance that always falls the same way.</summary>
internal sealed class ScriptedEntropy(double draw) : IEntropy
{
    public double NextDouble() => draw;

    public UInt128 NextNonce() => 1;
}
