namespace Pawl.Checker.Rules;

/// <summary>Something that must hold, whatever was killed when.</summary>
/// <param name="Name">What must hold, as a sentence.</param>
/// <param name="FindViolations">Finds where it does not; nothing when it holds.</param>
public sealed record Rule(string Name, Func<Evidence, IEnumerable<string>> FindViolations);
