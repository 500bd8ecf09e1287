namespace Pawl.Storage;

/// <summary>A newer Pawl has written the store; run that version, or a newer one.</summary>
public sealed class SchemaTooNewException : StoreException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">What was attempted, on what, and what to do.</param>
    /// <param name="innerException">What was caught.</param>
    public SchemaTooNewException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
