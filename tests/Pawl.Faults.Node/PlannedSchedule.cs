namespace Pawl.Faults.Node;

/// <summary>A schedule of the program's own.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rule">Its rule: whole periods since the beginning of 1970, UTC.</param>
/// <param name="Period">From one tick to the next.</param>
/// <param name="Duration">How long its jobs take.</param>
/// <param name="Options">How it runs.</param>
internal sealed record PlannedSchedule(string Name, ScheduleRule Rule, TimeSpan Period, TimeSpan Duration, ScheduleOptions Options);
