using Pawl.ReferenceModel.Chance;
using Pawl.Simulation.Faults;
using Pawl.Simulation.Work;

namespace Pawl.Simulation.Scenarios;

/// <summary>Jobs that outlive several leases, save checkpoints, and sometimes do not stop when they are told to.</summary>
internal sealed class LongJobsScenario() : Scenario("long-jobs")
{
    public override Swarm Shape(Swarm swarm, SeededEntropy chance) =>
        swarm with { Concurrency = Math.Max(4, swarm.Concurrency), Pace = swarm.Pace * 2 };

    public override Task UseAsync(User user) => user.RepeatAsync(() => EnqueueAsync(
        user,
        new WorkScript(user.NextNumber(), user.Chance.Next(1, 90_000))
        {
            Checkpoints = user.Chance.Next(0, 4),
            IgnoresItsToken = user.Chance.Happens(0.2),
            Failures = user.Chance.Pick([0, 0, 0, 1]),
        }));
}
