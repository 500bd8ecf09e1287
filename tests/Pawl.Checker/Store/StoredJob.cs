namespace Pawl.Checker.Store;

/// <summary>A row of <c>job</c> or <c>archive</c>.</summary>
public sealed record StoredJob
{
    /// <summary>The job's number.</summary>
    public required long Id { get; init; }

    /// <summary>Whether the row is in <c>archive</c>.</summary>
    public required bool IsArchived { get; init; }

    /// <summary>Its line.</summary>
    public required string Queue { get; init; }

    /// <summary>Its wire name.</summary>
    public required string Type { get; init; }

    /// <summary>Its state.</summary>
    public required string State { get; init; }

    /// <summary>The attempt it is at.</summary>
    public required int Attempt { get; init; }

    /// <summary>Leases lost.</summary>
    public required int Crashes { get; init; }

    /// <summary>Attempts ended by a shutdown.</summary>
    public required int Interruptions { get; init; }

    /// <summary>The token of its last lease.</summary>
    public required long Token { get; init; }

    /// <summary>When it was stored, in microseconds.</summary>
    public required long EnqueuedAt { get; init; }

    /// <summary>When it was due, in microseconds.</summary>
    public required long RunAt { get; init; }

    /// <summary>When it was claimed last, in microseconds.</summary>
    public required long? StartedAt { get; init; }

    /// <summary>When it finished, in microseconds.</summary>
    public required long? FinishedAt { get; init; }

    /// <summary>Its unique key.</summary>
    public required string? UniqueKey { get; init; }

    /// <summary>Its idempotency key.</summary>
    public required string? IdempotencyKey { get; init; }

    /// <summary>Its failures as they are stored.</summary>
    public required string Failures { get; init; }

    /// <summary>What its handler returned, as JSON; empty for none.</summary>
    public required string Result { get; init; }

    /// <summary>Which call made it, as its payload says.</summary>
    public required string Origin { get; init; }

    /// <summary>Which of the call's jobs it is, as its payload says.</summary>
    public required int Index { get; init; }

    /// <summary>How people refer to it in a report.</summary>
    /// <returns>Number, type, state and token.</returns>
    public override string ToString() => $"{Id} ({Type}, {State}, token {Token}, of {Origin}[{Index}])";
}
