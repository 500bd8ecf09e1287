using Pawl.Simulation.Work;

namespace Pawl.Simulation.Scenarios;

/// <summary>Cancel, retry, delete and reschedule, against complete, fail and expire.</summary>
internal sealed class OperatorsScenario() : Scenario("operators")
{
    public override Task UseAsync(User user) => user.RepeatAsync(() => ActAsync(user));

    public static async Task ActAsync(User user)
    {
        if (user.AnyKnown() is not { } job || user.Chance.Happens(0.4))
        {
            await EnqueueAsync(user, new WorkScript(user.NextNumber(), user.Chance.Pick([0, 100, 20_000]))
            {
                Failures = user.Chance.Pick([0, 0, 9]),
                IgnoresItsToken = user.Chance.Happens(0.2),
            });
            return;
        }

        switch (user.Chance.Next(0, 5))
        {
            case 0:
                await user.Jobs.RetryAsync(job);
                break;
            case 1:
                await user.Jobs.DeleteAsync(job);
                break;
            case 2:
                await user.Jobs.RescheduleAsync(job, DateTimeOffset.UnixEpoch.AddYears(56).AddMinutes(user.Chance.Next(0, 300)));
                break;
            default:
                await user.Jobs.CancelAsync(job, "no longer wanted");
                break;
        }
    }
}
