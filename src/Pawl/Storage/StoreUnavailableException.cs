namespace Pawl.Storage;

/// <summary>The store takes no work; what was asked for has not happened, and will not. Trying again later is safe.</summary>
public sealed class StoreUnavailableException : StoreException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">What was attempted, on what, and what to do.</param>
    /// <param name="innerException">What was caught.</param>
    public StoreUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
