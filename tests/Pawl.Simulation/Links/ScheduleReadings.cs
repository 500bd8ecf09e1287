using Pawl.Checker.Histories;
using Pawl.Engine.Schedules;
using Pawl.Simulation.Running;
using Pawl.Storage;

namespace Pawl.Simulation.Links;

/// <summary>Tells from which look at a schedule a decision was made. Each answer has revisions of its own, which the engine gives back with
/// what it decided; the store never sees them.</summary>
internal sealed class ScheduleReadings(World world)
{
    private readonly Dictionary<long, Reading> readings = [];

    /// <summary>Marks what a look has found.</summary>
    public DueSchedules Mark(DueSchedules found) => found with
    {
        Schedules = [.. found.Schedules.Select(schedule => schedule with { Revision = Remember(schedule, found.Now) })],
    };

    /// <summary>A write with the revision that was read.</summary>
    public ScheduleWrite AsRead(ScheduleWrite write) =>
        write.Revision is { } mark ? write with { Revision = readings[mark].Schedule.Revision } : write;

    /// <summary>What a write that the store took says of its schedule.</summary>
    public ScheduleDecision DecisionOf(ScheduleWrite write)
    {
        if (write.Revision is not { } mark)
        {
            return new ScheduleDecision { Schedule = write.Name.Value, LookedAt = world.StoreMicros, BegunAt = world.Micros };
        }

        Reading reading = readings[mark];
        ScheduleOptions options = ScheduleDefinition.Read(reading.Schedule.Version.Definition).Options;
        DateTimeOffset oldest = reading.Now - options.CatchUpWindow;
        StoredSchedule schedule = reading.Schedule;
        return new ScheduleDecision
        {
            Schedule = write.Name.Value,
            LookedAt = World.MicrosOf(reading.Now > schedule.DecidedUntil ? reading.Now : schedule.DecidedUntil),
            BegunAt = reading.AnsweredAt,
            IsChange = write.Version is not null || write.IsDeleted,
            WasWaiting = schedule.SeenUntil > schedule.DecidedUntil && schedule.SeenUntil > oldest,
            HadLiveJobs = schedule.LiveJobs.Count > 0,
            Terms = new CatchUpTerms(
                options.CatchUp switch { CatchUpPolicy.None => 0, CatchUpPolicy.Latest => 1, _ => null },
                options.CatchUpWindow.Ticks / TimeSpan.TicksPerMicrosecond,
                world.Swarm.CatchUpPerSecond),
            Fired = [.. write.Fired.Select(tick => World.MicrosOf(tick.At))],
            Skipped =
            [
                .. write.Skipped.Select(skipped =>
                    new DecidedSkip(World.MicrosOf(skipped.From), World.MicrosOf(skipped.Until), skipped.Reason.ToString())),
            ],
        };
    }

    private long Remember(StoredSchedule schedule, DateTimeOffset now)
    {
        readings.Add(readings.Count + 1, new Reading(schedule, now, world.Micros));
        return readings.Count;
    }

    private sealed record Reading(StoredSchedule Schedule, DateTimeOffset Now, long AnsweredAt);
}
