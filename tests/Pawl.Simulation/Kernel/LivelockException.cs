namespace Pawl.Simulation.Kernel;

/// <summary>So much was done without time passing that something spins.</summary>
internal sealed class LivelockException(int steps) : Exception($"{steps:N0} steps, and no time passes: something spins.");
