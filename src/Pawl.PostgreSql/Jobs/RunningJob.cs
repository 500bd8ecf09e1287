using Pawl.Relational;

namespace Pawl.PostgreSql.Jobs;

/// <summary>A running job whose lease the transaction has locked.</summary>
/// <param name="Token">The token of its lease.</param>
/// <param name="Worker">Who holds it.</param>
/// <param name="Job">What decides what becomes of it.</param>
/// <param name="Failures">Its failures so far, as they are stored.</param>
internal readonly record struct RunningJob(FencingToken Token, WorkerId Worker, LiveJob Job, string? Failures);
