using Pawl.Simulation.Work;

namespace Pawl.Simulation.Scenarios;

/// <summary>Jobs now, later, in bulk; some fail and are tried again, some are snoozed.</summary>
internal sealed class QueueScenario() : Scenario("queue")
{
    public override Task UseAsync(User user) => user.RepeatAsync(() => ActAsync(user));

    public static async Task ActAsync(User user)
    {
        switch (user.Chance.Next(0, 12))
        {
            case 0:
                var batch = new WorkScript[user.Chance.Next(2, 12)];
                for (int i = 0; i < batch.Length; i++)
                {
                    batch[i] = Draw(user);
                }

                await user.Jobs.EnqueueManyAsync(batch);
                break;
            case 1 or 2:
                user.Remember((await user.Jobs.ScheduleAsync(Draw(user), TimeSpan.FromSeconds(user.Chance.Next(0, 600)))).Id);
                break;
            default:
                await EnqueueAsync(user, Draw(user));
                break;
        }
    }

    private static WorkScript Draw(User user) => new(user.NextNumber(), user.Chance.Pick([0, 0, 5, 200, 5_000]))
    {
        Failures = user.Chance.Happens(0.1) ? user.Chance.Pick([1, 1, 2, 9]) : 0,
        Snoozes = user.Chance.Pick([0, 0, 0, 0, 1, 2]),
    };
}
