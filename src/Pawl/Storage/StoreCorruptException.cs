namespace Pawl.Storage;

/// <summary>The store is damaged, and was not opened; the message names the command that looks deeper.</summary>
public sealed class StoreCorruptException : StoreException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">What was attempted, on what, and what to do.</param>
    /// <param name="innerException">What was caught.</param>
    public StoreCorruptException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
