using Pawl.Simulation.Work;

namespace Pawl.Simulation.Scenarios;

/// <summary>Two queues with priorities that are paused and resumed.</summary>
internal sealed class PausesScenario() : Scenario("pauses")
{
    public override IReadOnlyList<string> Queues => ["default", Other];

    public override Task UseAsync(User user) => user.RepeatAsync(() => ActAsync(user));

    public static async Task ActAsync(User user)
    {
        string queue = user.Chance.Pick(["default", Other]);
        switch (user.Chance.Next(0, 10))
        {
            case 0:
                await user.Queues.PauseAsync(queue, "someone wants it so");
                break;
            case 1 or 2:
                await user.Queues.ResumeAsync(queue);
                break;
            default:
                await EnqueueAsync(
                    user,
                    new WorkScript(user.NextNumber(), user.Chance.Pick([0, 50, 2_000])),
                    new() { Queue = queue, Priority = user.Chance.Next(0, 4) });
                break;
        }
    }
}
