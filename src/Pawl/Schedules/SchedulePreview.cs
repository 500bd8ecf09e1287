namespace Pawl;

/// <summary>What a rule means.</summary>
/// <param name="Description">The rule in words.</param>
/// <param name="Runs">Its next runs.</param>
public sealed record SchedulePreview(string Description, IReadOnlyList<ScheduleRun> Runs);
