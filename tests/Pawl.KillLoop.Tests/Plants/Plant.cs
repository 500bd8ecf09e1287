namespace Pawl.KillLoop.Tests.Plants;

/// <summary>A violation made on purpose, in files that were sound.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Rule">The name of the rule that must notice.</param>
/// <param name="Sow">Does it.</param>
public sealed record Plant(string Name, string Rule, Action<Soil> Sow);
