namespace Pawl.Sqlite.Writing;

/// <summary>Who runs the writer.</summary>
internal enum WriterMode
{
    /// <summary>A thread of its own.</summary>
    Thread,

    /// <summary>Each caller, at once, on its own thread: for a simulation that owns the only thread.</summary>
    Inline,

    /// <summary>Whoever calls <see cref="GroupCommitWriter.CommitWaiting"/>: for a test that lets several commands wait for one
    /// commit and owns the only thread.</summary>
    Stepped,
}
