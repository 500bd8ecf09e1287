namespace Pawl;

/// <summary>What came of an operator's wish.</summary>
public enum JobChange
{
    /// <summary>It is done, and durable.</summary>
    Done,

    /// <summary>The job is running and will be told; it may still succeed first.</summary>
    Requested,

    /// <summary>No job has this id.</summary>
    NotFound,

    /// <summary>The job's state does not allow it; nothing was changed.</summary>
    Refused,

    /// <summary>Another live job carries the job's unique key; nothing was changed.</summary>
    UniqueKeyTaken,
}
