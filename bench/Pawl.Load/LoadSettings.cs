namespace Pawl.Load;

/// <summary>What to measure, and on what.</summary>
internal sealed record LoadSettings
{
    /// <summary>The embedded store, one file.</summary>
    public const string Sqlite = "sqlite";

    /// <summary>The cluster store.</summary>
    public const string Postgres = "postgres";

    /// <summary>The store.</summary>
    public required string Store { get; init; }

    /// <summary>Where stores are made; each gets a folder of its own, which is deleted.</summary>
    public required string Folder { get; init; }

    /// <summary>A connection string to the PostgreSQL server on which databases are made; null for SQLite.</summary>
    public string? Connection { get; init; }

    /// <summary>How many jobs; null for what the scenario is defined with.</summary>
    public int? Jobs { get; init; }

    /// <summary>How many jobs wait elsewhere in the scenario <c>backlog</c>.</summary>
    public int Backlog { get; init; }
}
