namespace Pawl.PowerCuts.Disk;

/// <summary>How much a power cut leaves of what was written since the last sync.</summary>
internal enum Remains
{
    /// <summary>Nothing of it.</summary>
    Nothing,

    /// <summary>All of it.</summary>
    Everything,

    /// <summary>What was written first, and a part of the write that was under way.</summary>
    First,

    /// <summary>Any of the writes.</summary>
    Some,

    /// <summary>Any sectors of any of the writes.</summary>
    Sectors,
}
