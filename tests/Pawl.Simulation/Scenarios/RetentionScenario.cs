using Pawl.ReferenceModel.Chance;
using Pawl.Simulation.Faults;
using Pawl.Simulation.Work;

namespace Pawl.Simulation.Scenarios;

/// <summary>Short retention, so that pruning goes on while all runs; and a type that only every second node has a handler for.</summary>
internal sealed class RetentionScenario() : Scenario("retention")
{
    public override Swarm Shape(Swarm swarm, SeededEntropy chance) => swarm with
    {
        Nodes = Math.Max(2, swarm.Nodes),
        Retention = TimeSpan.FromMinutes(chance.Pick([0, 1, 5])),
        PruneInterval = TimeSpan.FromSeconds(chance.Pick([5, 30])),
    };

    public override bool HandlesRareOn(int node) => node % 2 == 1;

    public override Task UseAsync(User user) => user.RepeatAsync(() => ActAsync(user));

    public static async Task ActAsync(User user)
    {
        Script script = user.Chance.Happens(0.3)
            ? new RareScript(user.NextNumber(), user.Chance.Pick([0, 100]))
            : new WorkScript(user.NextNumber(), user.Chance.Pick([0, 100])) { Failures = user.Chance.Pick([0, 0, 9]) };
        await EnqueueAsync(user, script);
        if (user.AnyKnown() is { } job && user.Chance.Happens(0.2))
        {
            await user.Jobs.FindAsync(job);
        }
    }
}
