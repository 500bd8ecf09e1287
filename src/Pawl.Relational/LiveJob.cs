namespace Pawl.Relational;

/// <summary>The part of a live row that decides what becomes of it.</summary>
internal readonly record struct LiveJob
{
    public required long Id { get; init; }

    public required string Queue { get; init; }

    public required string Type { get; init; }

    public required JobState State { get; init; }

    /// <summary>Attempts that ended by themselves.</summary>
    public required int Attempt { get; init; }

    public required int Crashes { get; init; }

    public required int Interruptions { get; init; }

    public required long RunAt { get; init; }

    public long RetentionSeconds { get; init; }

    public long FailedRetentionSeconds { get; init; }

    public string? CancelReason { get; init; }

    public string? IdempotencyKey { get; init; }

    public int Priority { get; init; }
}
