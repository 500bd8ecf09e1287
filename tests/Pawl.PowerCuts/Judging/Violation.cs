namespace Pawl.PowerCuts.Judging;

/// <summary>A promise that was broken.</summary>
/// <param name="Where">At which image or operation.</param>
/// <param name="Expected">What was promised.</param>
/// <param name="Found">What was found.</param>
internal sealed record Violation(string Where, string Expected, string Found);
