namespace Pawl.Storage;

/// <summary>A version of a schedule as a store has it.</summary>
public sealed record StoredScheduleVersion
{
    /// <summary>1 for the first of the name.</summary>
    public required int Number { get; init; }

    /// <summary>What it does, as UTF-8 JSON.</summary>
    public required ReadOnlyMemory<byte> Definition { get; init; }

    /// <summary>Whether it rests.</summary>
    public required bool IsPaused { get; init; }

    /// <summary>Why the change was made.</summary>
    public string? Reason { get; init; }

    /// <summary>Who made it.</summary>
    public string? Author { get; init; }

    /// <summary>The instant behind which its ticks are, by the store's clock.</summary>
    public required DateTimeOffset ValidFrom { get; init; }

    /// <summary>The last instant that a tick of its can be at; null for the version in force.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>What it did to the next runs, as UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Difference { get; init; }
}
