namespace Pawl.Load;

/// <summary>What to measure, and on what.</summary>
internal sealed record LoadSettings
{
    /// <summary>The store.</summary>
    public required string Store { get; init; }

    /// <summary>Where stores are made; each gets a folder of its own, which is deleted.</summary>
    public required string Folder { get; init; }

    /// <summary>How many jobs; null for what the scenario is defined with.</summary>
    public int? Jobs { get; init; }

    /// <summary>How many jobs wait elsewhere in the scenario <c>backlog</c>.</summary>
    public int Backlog { get; init; }
}
