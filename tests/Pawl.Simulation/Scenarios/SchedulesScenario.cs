using Pawl.ReferenceModel.Chance;
using Pawl.Simulation.Faults;
using Pawl.Simulation.Work;

namespace Pawl.Simulation.Scenarios;

/// <summary>Schedules that are made, changed, paused, triggered, backfilled and deleted, while their ticks come.</summary>
internal sealed class SchedulesScenario() : Scenario("schedules")
{
    public static IReadOnlyList<string> Names { get; } = ["one", "two", "three"];

    public override IReadOnlyList<string> Schedules => Names;

    public override Swarm Shape(Swarm swarm, SeededEntropy chance) => swarm with
    {
        EveryoneHasDuties = swarm.EveryoneHasDuties || chance.Happens(0.3),
        CatchUpPerSecond = chance.Pick([10, 100]),
    };

    public override Task UseAsync(User user) => user.RepeatAsync(() => ActAsync(user));

    public static Task ActAsync(User user) => ActAsync(user, user.Chance.Pick(Names), RuleOf(user.Chance), "UTC");

    /// <summary>Does something with a schedule.</summary>
    /// <param name="user">Who does it.</param>
    /// <param name="name">The schedule.</param>
    /// <param name="rule">The rule that it is given, if it is made or changed.</param>
    /// <param name="zone">The zone of that rule.</param>
    public static async Task ActAsync(User user, ScheduleName name, ScheduleRule rule, string zone)
    {
        switch (user.Chance.Next(0, 10))
        {
            case 0:
                await user.Schedules.PauseAsync(name, "for a while");
                break;
            case 1 or 2:
                await user.Schedules.ResumeAsync(name);
                break;
            case 3:
                await user.Schedules.DeleteAsync(name);
                break;
            case 4:
                await user.Schedules.TriggerAsync(name);
                break;
            case 5 when await user.Schedules.FindAsync(name) is { } schedule:
                DateTimeOffset until = schedule.Version.ValidFrom;
                await user.Schedules.BackfillAsync(name, until - TimeSpan.FromMinutes(user.Chance.Next(1, 5)), until);
                break;
            default:
                await PutAsync(user, name, rule, zone);
                break;
        }
    }

    /// <summary>Makes or changes a schedule.</summary>
    public static Task PutAsync(User user, ScheduleName name, ScheduleRule rule, string zone)
    {
        // What is made must not grow faster than it ends: schedules go on when faults are over.
        OverlapPolicy overlap = user.Chance.Pick(Enum.GetValues<OverlapPolicy>());
        var job = new WorkScript(user.NextNumber(), overlap == OverlapPolicy.Allow ? 500 : user.Chance.Pick([0, 1_000, 5_000]))
        {
            Failures = user.Chance.Pick([0, 0, 0, 1]),
        };
        return user.Schedules.UpsertAsync(name, rule, job, new ScheduleOptions
        {
            TimeZone = zone,
            Overlap = overlap,
            CatchUp = user.Chance.Pick(Enum.GetValues<CatchUpPolicy>()),
            CatchUpWindow = TimeSpan.FromMinutes(user.Chance.Pick([1, 10, 10_000])),
            Jitter = TimeSpan.FromSeconds(user.Chance.Pick([0, 0, 30])),
        });
    }

    private static ScheduleRule RuleOf(SeededEntropy chance) => chance.Happens(0.5)
        ? WallRules.Pick(chance, WallRules.Steps)
        : ScheduleRule.Every(TimeSpan.FromSeconds(chance.Pick([7, 60, 431])), DateTimeOffset.UnixEpoch.AddSeconds(chance.Next(0, 60)));
}
