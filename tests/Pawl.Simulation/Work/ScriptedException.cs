namespace Pawl.Simulation.Work;

/// <summary>What a handler throws because its script says so. The engine stores the stack trace of a failure, and to write this one,
/// which nobody would read, took a twentieth of a simulation.</summary>
internal sealed class ScriptedException(string message) : Exception(message)
{
    public override string? StackTrace => null;
}
