namespace Pawl.Storage;

/// <summary>The store has no room; what was asked for has not happened, and will not. It goes on by itself when there is room.</summary>
public sealed class StoreFullException : StoreException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">What was attempted, on what, and what to do.</param>
    /// <param name="innerException">What was caught.</param>
    public StoreFullException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
