namespace Pawl.Checker.Histories;

/// <summary>All that the history knows of one job so far.</summary>
/// <param name="id">The job.</param>
public sealed class JobTrack(long id)
{
    /// <summary>The job.</summary>
    public long Id { get; } = id;

    /// <summary>What was asked for; null while nobody has.</summary>
    public JobRequest? Request { get; set; }

    /// <summary>The call that asked for it.</summary>
    public Call? EnqueuedBy { get; set; }

    /// <summary>The last change; null while the store has never had it.</summary>
    public JobChanged? Last { get; set; }

    /// <summary>The state; null when the store does not have it, or not any more.</summary>
    public string? State => Last?.To;

    /// <summary>The last change that gave the job to a worker.</summary>
    public JobChanged? Grant { get; set; }

    /// <summary>How the last grant ended; null while it has not.</summary>
    public JobChanged? Ending { get; set; }

    /// <summary>Whether it was stored, and someone was told so.</summary>
    public bool IsAcknowledged { get; set; }

    /// <summary>How often it was given to a worker since an operator last gave it fresh budgets.</summary>
    public int GrantsInEpoch { get; set; }
}
