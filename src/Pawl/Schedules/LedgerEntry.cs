namespace Pawl;

/// <summary>What became of ticks of a schedule.</summary>
public abstract record LedgerEntry
{
    private LedgerEntry()
    {
    }

    /// <summary>The nominal instant; of several ticks the first.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The version that decided it.</summary>
    public required int Version { get; init; }

    /// <summary>When it was decided, by the store's clock.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>The tick has a job.</summary>
    /// <param name="Job">The job; it may be past its retention.</param>
    /// <param name="Kind">How it came about.</param>
    /// <param name="ZoneVersion">The time-zone data that the tick was computed with.</param>
    public sealed record Fired(JobId Job, TickKind Kind, string ZoneVersion) : LedgerEntry;

    /// <summary>The tick, or several in a row, have no job.</summary>
    /// <param name="Until">The nominal instant of the last of them.</param>
    /// <param name="Count">How many; null when they were too many to count.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Skipped(DateTimeOffset Until, long? Count, SkipReason Reason) : LedgerEntry;
}
