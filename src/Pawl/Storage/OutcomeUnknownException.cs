namespace Pawl.Storage;

/// <summary>The store failed while it committed: what was asked for has happened wholly or not at all, and only the
/// store, opened anew, can say which. Repeating with the same ids or idempotency keys is safe.</summary>
public sealed class OutcomeUnknownException : StoreException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">What was attempted, on what, and what to do.</param>
    /// <param name="innerException">What was caught.</param>
    public OutcomeUnknownException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
