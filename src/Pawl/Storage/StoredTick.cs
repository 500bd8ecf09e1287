namespace Pawl.Storage;

/// <summary>An entry of the ledger as a store has it: a tick with a job, or skipped ones.</summary>
public sealed record StoredTick
{
    /// <summary>The nominal instant; of several skipped ones the first.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The version that decided it.</summary>
    public required int Version { get; init; }

    /// <summary>When it was decided, by the store's clock.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>The job; null when it was skipped.</summary>
    public JobId? Job { get; init; }

    /// <summary>How the job came about.</summary>
    public TickKind Kind { get; init; }

    /// <summary>The time-zone data of a tick with a job.</summary>
    public string? ZoneVersion { get; init; }

    /// <summary>What was skipped; null for a tick with a job.</summary>
    public SkippedTicks? Skipped { get; init; }
}
