using Pawl.ReferenceModel.Chance;
using Pawl.Simulation.Faults;
using Pawl.Simulation.Work;

namespace Pawl.Simulation.Scenarios;

/// <summary>Jobs that kill their process, between jobs that do not.</summary>
internal sealed class PoisonScenario() : Scenario("poison")
{
    public override Swarm Shape(Swarm swarm, SeededEntropy chance) => swarm with { Pace = swarm.Pace * 2 };

    public override Task UseAsync(User user) => user.RepeatAsync(() => ActAsync(user));

    public static Task ActAsync(User user) => EnqueueAsync(
        user,
        new WorkScript(user.NextNumber(), user.Chance.Pick([0, 500, 30_000])) { IsPoison = user.Chance.Happens(0.15) });
}
