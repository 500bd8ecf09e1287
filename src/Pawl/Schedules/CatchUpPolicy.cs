namespace Pawl;

/// <summary>What becomes of ticks that nobody could start in time, because all nodes or the store were away.</summary>
public enum CatchUpPolicy
{
    /// <summary>They are skipped.</summary>
    None,

    /// <summary>The latest runs, the others are skipped.</summary>
    Latest,

    /// <summary>All run, as fast as the configured rate allows.</summary>
    All,
}
