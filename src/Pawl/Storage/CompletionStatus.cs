namespace Pawl.Storage;

/// <summary>What came of one completion.</summary>
public enum CompletionStatus
{
    /// <summary>Recorded, with the application's work.</summary>
    Recorded,

    /// <summary>The lease has ended; nothing was written.</summary>
    LeaseLost,

    /// <summary>The application's work threw; nothing was written, and the lease is still live.</summary>
    WorkFailed,
}
