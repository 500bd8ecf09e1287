namespace Pawl.Faults.Node;

/// <summary>What a caller knows of a call.</summary>
internal enum Answer
{
    /// <summary>It has happened, and stays.</summary>
    Done,

    /// <summary>It has not happened, and will not.</summary>
    NotDone,

    /// <summary>One of the two.</summary>
    Unknown,
}
