namespace Pawl.Checker.Store;

/// <summary>An entry of the ledger: a tick with a job. Instants are microseconds.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="At">The nominal instant.</param>
/// <param name="Version">The version that decided it.</param>
/// <param name="Job">The job.</param>
/// <param name="DecidedAt">When that was stored.</param>
public sealed record StoredTick(string Schedule, long At, int Version, long Job, long DecidedAt)
{
    /// <summary>How people refer to it in a report.</summary>
    /// <returns>Schedule and instant.</returns>
    public override string ToString() => $"{Schedule}@{At}";
}
