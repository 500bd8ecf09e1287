using Pawl.ReferenceModel.Chance;
using Pawl.Simulation.Faults;
using Pawl.Simulation.Work;

namespace Pawl.Simulation.Scenarios;

/// <summary>Schedules on wall clocks while these are set forward or back, and users change schedules meanwhile.</summary>
internal sealed class DaylightScenario() : Scenario("daylight")
{
    private static readonly string[] Names = ["one", "two", "three", "four", "five", "six"];

    public override IReadOnlyList<string> Schedules => Names;

    /// <summary>Time begins so long before the change that it comes before faults are over.</summary>
    public override Swarm Shape(Swarm swarm, SeededEntropy chance)
    {
        ClockChange change = chance.Pick(ClockChange.All);
        Swarm shaped = swarm with
        {
            ClockChange = change,
            Begins = change.At - TimeSpan.FromSeconds((int)(swarm.Duration.TotalSeconds * (0.2 + (0.8 * chance.NextDouble())))),
            Pace = TimeSpan.FromSeconds(chance.Pick([60, 300])),
            EveryoneHasDuties = swarm.EveryoneHasDuties || chance.Happens(0.3),
            CatchUpPerSecond = chance.Pick([1, 5, 100]),
        };

        // What ids are made with is far ahead of the clock then, and must not go back.
        return shaped.IdsAhead > TimeSpan.Zero ? shaped with { Skew = TimeSpan.Zero } : shaped;
    }

    public override Task UseAsync(User user) => user.RepeatAsync(() => ActAsync(user));

    private static async Task ActAsync(User user)
    {
        ScheduleName name = user.Chance.Pick(Names);
        ScheduleRule rule = RuleOf(user);
        string zone = user.Chance.Happens(0.1) ? "UTC" : user.Swarm.ClockChange?.ZoneName ?? "UTC";
        if (await user.Schedules.FindAsync(name) is null)
        {
            await SchedulesScenario.PutAsync(user, name, rule, zone);
        }
        else if (user.Chance.Happens(0.1))
        {
            // Seldom, so that most schedules live through the change.
            await SchedulesScenario.ActAsync(user, name, rule, zone);
        }
    }

    private static ScheduleRule RuleOf(User user)
    {
        int hour = (user.Swarm.ClockChange?.Hour ?? 0) + 24 + user.Chance.Next(-2, 2);
        return user.Chance.Next(0, 10) switch
        {
            < 5 => WallRules.Pick(user.Chance, WallRules.FixedByHour[hour % 24]),
            < 9 => WallRules.Pick(user.Chance, WallRules.Intervals),
            _ => ScheduleRule.Every(TimeSpan.FromSeconds(user.Chance.Pick([60, 431]))),
        };
    }
}
