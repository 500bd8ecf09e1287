namespace Pawl;

/// <summary>One entry of a job's record of what went wrong; the newest ten are kept.</summary>
/// <param name="At">When it was recorded, by the store's clock.</param>
/// <param name="Attempt">The attempt that it ended, counted from 1.</param>
/// <param name="Kind">Which budget it was taken from.</param>
/// <param name="Error">What went wrong.</param>
public sealed record JobFailure(DateTimeOffset At, int Attempt, FailureKind Kind, JobError Error)
{
    /// <summary>How many failures a job remembers; the oldest are dropped.</summary>
    public const int Kept = 10;
}
