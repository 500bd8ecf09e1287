namespace Pawl;

/// <summary>The moments at which something is half known: the edges of every commit, as the engine sees them.</summary>
internal enum FaultPoint
{
    /// <summary>The store has a membership that its node does not know.</summary>
    JoinedUnknown,

    /// <summary>A worker is registered, and nobody renews it.</summary>
    WorkerNotRenewed,

    /// <summary>Jobs are claimed, and nobody holds them.</summary>
    ClaimedNotHeld,

    /// <summary>A job that must be alone was given back, and the process is kept free for it.</summary>
    SoloGivenBack,

    /// <summary>A handler has ended, and its ending is not on its way.</summary>
    EndedNotSent,

    /// <summary>Endings have gathered, and are not sent.</summary>
    GatheredNotSent,

    /// <summary>Endings are recorded, and nobody was told.</summary>
    RecordedNotTold,

    /// <summary>A checkpoint is stored, and its handler was not told.</summary>
    CheckpointNotTold,

    /// <summary>Leases are renewed, and their holders do not know.</summary>
    RenewedUnknown,

    /// <summary>A duty is held, and nothing of it is done.</summary>
    DutyNotDone,

    /// <summary>A batch of a duty is done, and there may be more.</summary>
    DutyHalfDone,

    /// <summary>Ticks are decided, and nothing of it is written.</summary>
    TicksDecided,

    /// <summary>Ticks are written, and nobody was told.</summary>
    TicksWritten,

    /// <summary>Jobs are stored, and their caller was not told.</summary>
    StoredNotTold,

    /// <summary>A worker claims no more, and is still registered.</summary>
    ClosedNotRemoved,

    /// <summary>A worker has drained, and is still registered.</summary>
    DrainedNotRemoved,

    /// <summary>All of a node has ended but its membership.</summary>
    LeavingLast,
}
