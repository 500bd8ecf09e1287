namespace Pawl;

/// <summary>A page of a list of jobs.</summary>
/// <param name="Jobs">The jobs, newest first, without details.</param>
/// <param name="Next">Where to go on, as <see cref="JobQuery.Before"/>; null at the end. A page looks at a bounded number
/// of jobs, so it may be short, or empty, and still have a next one.</param>
public sealed record JobPage(IReadOnlyList<Job> Jobs, JobId? Next);
