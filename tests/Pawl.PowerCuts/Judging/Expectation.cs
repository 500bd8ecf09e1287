namespace Pawl.PowerCuts.Judging;

/// <summary>What an answer promises of one job.</summary>
/// <param name="Job">The job.</param>
/// <param name="Means">The promise in words.</param>
/// <param name="Holds">Given the job before and after, whether the promise is kept.</param>
internal sealed record Expectation(long Job, string Means, Func<StoredJob?, StoredJob?, bool> Holds);
