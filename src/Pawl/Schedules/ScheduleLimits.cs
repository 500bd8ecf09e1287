namespace Pawl;

/// <summary>What is too much of schedules, in one place. Beyond a limit an operation is refused, and nothing is stored.</summary>
public static class ScheduleLimits
{
    /// <summary>The most ticks that one backfill covers.</summary>
    public const int BackfillTicks = 10_000;

    /// <summary>The most characters of the name of an author that are kept.</summary>
    public const int AuthorLength = 200;

    /// <summary>The most schedules, versions or ticks in one answer.</summary>
    public const int PageSize = 1_000;

    /// <summary>How many live jobs of a schedule are told.</summary>
    public const int LiveJobs = 100;

    /// <summary>How long it is remembered what became of a tick: 90 days from the decision.</summary>
    public static readonly TimeSpan LedgerRetention = TimeSpan.FromDays(90);
}
