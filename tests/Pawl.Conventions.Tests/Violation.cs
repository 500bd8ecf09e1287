namespace Pawl.Conventions.Tests;

/// <summary>One place that breaks a rule.</summary>
/// <param name="Path">The file, from the root.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="What">What is wrong there.</param>
internal sealed record Violation(string Path, int Line, string What)
{
    public override string ToString() => $"{Path}:{Line}: {What}";
}
