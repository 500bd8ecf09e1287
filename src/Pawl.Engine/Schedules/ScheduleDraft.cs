namespace Pawl.Engine.Schedules;

/// <summary>A schedule as a user, or the application's code, describes it.</summary>
internal sealed record ScheduleDraft(
    ScheduleName Name, ScheduleRule Rule, IJob Job, ScheduleOptions Options, EnqueueOptions? Enqueue, bool IsDeclared);
