using Pawl.Faults.Node.Jobs;
using Pawl.Hosting;
using Pawl.Storage;

namespace Pawl.Faults.Node;

/// <summary>What runs by itself beside the callers: some two ticks a second, of schedules that every process declares alike.</summary>
/// <param name="journal">Where they are announced, so that the checker knows what is to come.</param>
/// <param name="longTick">How long the jobs take of the schedule whose jobs take long.</param>
internal sealed class Schedules(Journal journal, TimeSpan longTick)
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(3);

    private readonly PlannedSchedule[] planned =
    [
        Every("tick.interval", 2, Moment, new ScheduleOptions { Overlap = OverlapPolicy.Allow }),
        Every("tick.long", 2, longTick, new ScheduleOptions { Overlap = OverlapPolicy.Skip }),
        Every("tick.all", 3, Moment, new ScheduleOptions
        {
            Overlap = OverlapPolicy.Allow, CatchUp = CatchUpPolicy.All, CatchUpWindow = Window,
        }),
        Every("tick.none", 3, Moment, new ScheduleOptions { Overlap = OverlapPolicy.Allow, CatchUp = CatchUpPolicy.None }),
        Every("tick.rare", 120, Moment, new ScheduleOptions { Overlap = OverlapPolicy.Allow }),
        new("tick.cron", "*/2 * * * * *", TimeSpan.FromSeconds(2), Moment, new ScheduleOptions { Overlap = OverlapPolicy.BufferOne }),
    ];

    /// <summary>Declares all of them.</summary>
    public void Declare(PawlBuilder pawl)
    {
        foreach (PlannedSchedule schedule in planned)
        {
            string policy = schedule.Options.Overlap == OverlapPolicy.BufferOne ? "Waits" : schedule.Options.CatchUp.ToString();
            journal.Write($"plan {schedule.Name} {Milliseconds(schedule.Period)} {policy} {Milliseconds(schedule.Options.CatchUpWindow)}");
            var job = new TickJob(schedule.Name, 0, Milliseconds(schedule.Duration)) { Filler = TracedJob.FillerOf(schedule.Name) };
            pawl.AddSchedule(schedule.Name, schedule.Rule, job, schedule.Options);
        }
    }

    /// <summary>Lets all of them rest, for good: a process that is started later leaves them so.</summary>
    public async Task RestAsync(IScheduleClient schedules, CancellationToken stopping)
    {
        foreach (PlannedSchedule schedule in planned)
        {
            while (!stopping.IsCancellationRequested && !await TryRestAsync(schedules, schedule.Name))
            {
                await Task.Delay(RetryPause, TimeProvider.System, CancellationToken.None);
            }
        }
    }

    private static async Task<bool> TryRestAsync(IScheduleClient schedules, string name)
    {
        try
        {
            await schedules.PauseAsync(name, "All is to come to rest.");
            return true;
        }
        catch (StoreException)
        {
            return false;
        }
    }

    private static PlannedSchedule Every(string name, int seconds, TimeSpan duration, ScheduleOptions options) =>
        new(name, ScheduleRule.Every(TimeSpan.FromSeconds(seconds)), TimeSpan.FromSeconds(seconds), duration, options);

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;
}
