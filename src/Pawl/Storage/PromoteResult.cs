namespace Pawl.Storage;

/// <summary>What came of a promotion.</summary>
/// <param name="Promoted">How many jobs were queued.</param>
/// <param name="NextDueIn">How long until the next scheduled or retrying job is due; zero when one is due already; null
/// when there is none.</param>
/// <param name="Refused">A job that was found to stop all others, and is passed over from now on; null as a rule.</param>
public readonly record struct PromoteResult(int Promoted, TimeSpan? NextDueIn, RefusedJob? Refused = null);
