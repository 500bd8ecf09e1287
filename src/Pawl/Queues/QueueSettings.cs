namespace Pawl;

/// <summary>A queue, as it is set at run time.</summary>
/// <param name="Name">The queue.</param>
/// <param name="PausedAt">Since when no job is claimed from it; null when it is not paused.</param>
/// <param name="PauseReason">Why; null when it is not paused.</param>
public sealed record QueueSettings(QueueName Name, DateTimeOffset? PausedAt, string? PauseReason)
{
    /// <summary>Whether no job is claimed from it.</summary>
    public bool IsPaused => PausedAt is not null;
}
