namespace Pawl;

/// <summary>The base of every exception that Pawl throws on purpose; its data is in properties, never only in the text.</summary>
public abstract class PawlException : Exception
{
    /// <summary>Makes an exception that says what was attempted, on what, and what to do.</summary>
    /// <param name="message">The whole explanation, ready to be shown to an operator.</param>
    /// <param name="innerException">What was caught, if anything.</param>
    private protected PawlException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
