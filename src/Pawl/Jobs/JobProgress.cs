namespace Pawl;

/// <summary>How far a running job says it is.</summary>
/// <param name="Current">What is done, in units of the job's choice.</param>
/// <param name="Total">What there is to do, in the same units; null when not known.</param>
/// <param name="Message">A few words for people; at most 500 characters are kept.</param>
public sealed record JobProgress(long Current, long? Total, string? Message)
{
    /// <summary>The most characters of <see cref="Message"/> that are kept.</summary>
    public const int MaxMessage = 500;
}
