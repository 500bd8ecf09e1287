namespace Pawl.Demo.Runs;

/// <summary>What the working process says.</summary>
internal enum WorkerMessageKind
{
    /// <summary>It begins a run, or goes on with one.</summary>
    Started,

    /// <summary>It runs the import, from its first row or from where a process that died had come to.</summary>
    Importing,

    /// <summary>How far it is.</summary>
    Progress,

    /// <summary>No job is left.</summary>
    Finished,

    /// <summary>It cannot work; the message says why.</summary>
    Refused,
}
