namespace Pawl.Storage;

/// <summary>The store cannot be written to; the message names the file or folder and its missing right.</summary>
public sealed class StoreReadOnlyException : StoreException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">What was attempted, on what, and what to do.</param>
    /// <param name="innerException">What was caught.</param>
    public StoreReadOnlyException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
