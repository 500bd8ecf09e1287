using Pawl.Checker.WallClocks;

namespace Pawl.Schedules.Tests.Differential;

/// <summary>A difference to another library that is meant, and why.</summary>
/// <param name="Reason">What differs, as <c>docs/reference/cron.md</c> says it.</param>
/// <param name="Concerns">Which expressions it concerns.</param>
public sealed record Difference(string Reason, Func<CronShape, string, bool> Concerns);
