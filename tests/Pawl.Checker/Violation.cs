namespace Pawl.Checker;

/// <summary>A rule that does not hold.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Examples">Where it does not hold; the first few.</param>
/// <param name="Count">In how many places.</param>
public sealed record Violation(string Rule, IReadOnlyList<string> Examples, int Count);
