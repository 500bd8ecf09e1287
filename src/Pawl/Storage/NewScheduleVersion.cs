namespace Pawl.Storage;

/// <summary>A change of a schedule. The store numbers it. It applies to all ticks behind those that are decided with it, the version before
/// to those.</summary>
public sealed record NewScheduleVersion
{
    /// <summary>What it does, as UTF-8 JSON.</summary>
    public required ReadOnlyMemory<byte> Definition { get; init; }

    /// <summary>Whether it rests.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Why the change is made.</summary>
    public string? Reason { get; init; }

    /// <summary>Who makes it.</summary>
    public string? Author { get; init; }

    /// <summary>What it does to the next runs, as UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Difference { get; init; }
}
