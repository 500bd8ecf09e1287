namespace Pawl;

/// <summary>How an attempt ended badly; each kind has a budget of its own.</summary>
public enum FailureKind
{
    /// <summary>The handler threw, or ran out of time.</summary>
    Attempt,

    /// <summary>The lease was lost: the worker died, or stopped renewing.</summary>
    Crash,

    /// <summary>The worker shut down before the handler was done.</summary>
    Interruption,
}
