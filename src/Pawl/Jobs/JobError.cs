namespace Pawl;

/// <summary>What went wrong in one attempt, as text that can be stored.</summary>
/// <param name="Code">A stable code that programs may compare: <c>pawl.timeout</c>, <c>pawl.payload_invalid</c>,
/// <c>pawl.no_budget</c>, …, or the full name of the exception's type.</param>
/// <param name="Message">The explanation for people; at most 2,000 characters are kept.</param>
/// <param name="StackTrace">Where it happened, if known; at most 8,000 characters are kept.</param>
public sealed record JobError(string Code, string Message, string? StackTrace = null)
{
    private const int MaxMessage = 2_000;
    private const int MaxStackTrace = 8_000;

    /// <summary>Takes what can be stored from an exception.</summary>
    /// <param name="exception">The exception of a handler.</param>
    /// <returns>Its type's name, its message and its stack trace, cut to what is kept.</returns>
    public static JobError From(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new JobError(
            exception.GetType().FullName ?? exception.GetType().Name,
            Cut(exception.Message, MaxMessage),
            exception.StackTrace is { } trace ? Cut(trace, MaxStackTrace) : null);
    }

    // Half a surrogate pair is no text: it could not be stored as it is.
    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
