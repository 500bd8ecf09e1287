namespace Pawl.Simulation.Kernel;

/// <summary>Ends what a process does at the moment of its death. Whoever catches it can do nothing any more: nothing leaves a
/// dead process, so nobody reads its stack trace, which would be dear to write.</summary>
internal sealed class ProcessKilledException() : Exception("The simulated process was killed.")
{
    public override string? StackTrace => null;
}
