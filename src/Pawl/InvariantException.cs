namespace Pawl;

/// <summary>Pawl found stored state, or its own reasoning, to be impossible, and stopped before writing on.</summary>
public sealed class InvariantException : PawlException
{
    internal InvariantException(string statement)
        : base($"An invariant of Pawl does not hold: {statement} This is a bug in Pawl or damage to the store; "
            + "nothing was written. Please report it with the store's file.")
    {
    }
}
