using Pawl.PowerCuts.Judging;

namespace Pawl.PowerCuts.Runs;

/// <summary>What came of cutting the power.</summary>
/// <param name="Tally">What was done.</param>
/// <param name="Trace">A hash of all that happened: equal when the same is run again.</param>
/// <param name="LastSeed">The last seed that was run; the one that broke a promise, if one did.</param>
/// <param name="Violation">The promise that was broken.</param>
/// <param name="Replay">The command that shows it again.</param>
internal sealed record CutResult(Tally Tally, ulong Trace, ulong LastSeed, Violation? Violation, string Replay);
