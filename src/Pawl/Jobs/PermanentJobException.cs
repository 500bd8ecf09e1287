namespace Pawl;

/// <summary>Thrown by a handler: no further attempt can help, so the job goes straight to <see cref="JobState.Failed"/>.</summary>
public sealed class PermanentJobException : Exception
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">Why no attempt can help; it is shown to operators.</param>
    public PermanentJobException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">Why no attempt can help; it is shown to operators.</param>
    /// <param name="innerException">What was caught.</param>
    public PermanentJobException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
