using System.Globalization;

namespace Pawl.Faults.Running;

/// <summary>What came of a run.</summary>
/// <param name="Run">The run.</param>
/// <param name="Outcome">Its outcome.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Report">What was seen.</param>
public sealed record RowResult(RowRun Run, RowOutcome Outcome, TimeSpan Duration, string Report)
{
    /// <summary>A line, and lines of what was broken.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Run.Row.Name} {Run.Store,-8} {Outcome,-11} {Duration.TotalSeconds,5:0.0} s  seed {Run.Seed}  {Run.Row.Fault}: {Report}");
}
