namespace Pawl;

/// <summary>How a run of a schedule came about.</summary>
public enum TickKind
{
    /// <summary>By its rule, in its time.</summary>
    Nominal,

    /// <summary>By its rule, asked for afterwards.</summary>
    Backfill,

    /// <summary>By somebody's wish.</summary>
    Trigger,
}
