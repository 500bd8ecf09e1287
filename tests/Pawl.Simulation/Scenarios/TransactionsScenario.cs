using Pawl.Simulation.Work;

namespace Pawl.Simulation.Scenarios;

/// <summary>Completions that store another job in their transaction, and code in it that throws.</summary>
internal sealed class TransactionsScenario() : Scenario("transactions")
{
    public override Task UseAsync(User user) => user.RepeatAsync(() => ActAsync(user));

    public static async Task ActAsync(User user)
    {
        if (user.Chance.Happens(0.2))
        {
            long number = user.NextNumber();
            await user.Jobs.TransactAsync(transaction =>
            {
                transaction.Enqueue(new WorkScript(number, 0));
                transaction.Enqueue(new WorkScript(number + 1, 0));
            });
            return;
        }

        await EnqueueAsync(user, new WorkScript(user.NextNumber(), user.Chance.Pick([0, 500]))
        {
            StoresFollowOn = true,
            ThrowsInTransaction = user.Chance.Happens(0.2),
            Failures = user.Chance.Pick([0, 0, 1]),
        });
    }
}
