namespace Pawl.PowerCuts.Work;

/// <summary>What the caller was told.</summary>
internal enum CallOutcome
{
    /// <summary>Nothing yet.</summary>
    Waiting,

    /// <summary>It has happened.</summary>
    Done,

    /// <summary>It has not happened and will not.</summary>
    NotDone,

    /// <summary>It may have happened.</summary>
    Unknown,

    /// <summary>Something that no caller can make sense of.</summary>
    Nonsense,
}
