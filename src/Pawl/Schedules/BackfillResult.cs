namespace Pawl;

/// <summary>What a backfill did, or would do.</summary>
/// <param name="Ticks">How many ticks lie in the range, by the versions in force then.</param>
/// <param name="AlreadyRun">How many of them have a job already.</param>
/// <param name="Jobs">The jobs that were enqueued; empty for a dry run.</param>
public sealed record BackfillResult(int Ticks, int AlreadyRun, IReadOnlyList<JobId> Jobs);
