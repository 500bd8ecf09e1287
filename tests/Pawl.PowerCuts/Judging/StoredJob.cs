namespace Pawl.PowerCuts.Judging;

/// <summary>A row of <c>job</c> or <c>archive</c>, as the judge sees it.</summary>
internal readonly record struct StoredJob
{
    public required long Id { get; init; }

    public required bool IsFinished { get; init; }

    public required string Queue { get; init; }

    public required string Type { get; init; }

    public required string State { get; init; }

    public required long Attempt { get; init; }

    public required long Token { get; init; }

    /// <summary>A hash of the payload.</summary>
    public required ulong Payload { get; init; }

    public required string? UniqueKey { get; init; }

    /// <summary>When it is due, or may be pruned once it has finished.</summary>
    public required long At { get; init; }

    public override string ToString() => $"{Id} {State}{(IsFinished ? " (archived)" : "")} attempt {Attempt} token {Token}";
}
