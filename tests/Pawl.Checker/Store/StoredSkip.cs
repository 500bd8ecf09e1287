namespace Pawl.Checker.Store;

/// <summary>An entry of the ledger: ticks in a row without jobs. Instants are microseconds.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="From">The nominal instant of the first.</param>
/// <param name="Until">That of the last.</param>
/// <param name="Version">The version that decided them.</param>
/// <param name="Count">How many they are; null when they were not counted.</param>
/// <param name="Reason">Why.</param>
/// <param name="DecidedAt">When that was stored.</param>
public sealed record StoredSkip(string Schedule, long From, long Until, int Version, long? Count, string Reason, long DecidedAt)
{
    /// <summary>How people refer to it in a report.</summary>
    /// <returns>Schedule, instants and reason.</returns>
    public override string ToString() => $"{Schedule}@{From}..{Until} ({Reason})";
}
