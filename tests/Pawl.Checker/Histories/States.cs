namespace Pawl.Checker.Histories;

/// <summary>The names of states, as a store writes them.</summary>
public static class States
{
    /// <summary>Due later.</summary>
    public const string Scheduled = "Scheduled";

    /// <summary>Ready to be claimed.</summary>
    public const string Queued = "Queued";

    /// <summary>Claimed by a worker.</summary>
    public const string Running = "Running";

    /// <summary>Due again later, after an attempt that failed.</summary>
    public const string Retrying = "Retrying";

    /// <summary>Set aside until someone has a handler.</summary>
    public const string Waiting = "Waiting";

    /// <summary>Done.</summary>
    public const string Succeeded = "Succeeded";

    /// <summary>Given up.</summary>
    public const string Failed = "Failed";

    /// <summary>Called off.</summary>
    public const string Cancelled = "Cancelled";

    /// <summary>Whether nothing but an operator moves a job on.</summary>
    /// <param name="state">The state; null is deleted.</param>
    /// <returns>Whether it is final.</returns>
    public static bool AreFinal(string? state) => state is Succeeded or Failed or Cancelled;
}
