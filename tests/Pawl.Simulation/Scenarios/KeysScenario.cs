using Pawl.Simulation.Work;

namespace Pawl.Simulation.Scenarios;

/// <summary>Idempotency keys, repeated until an answer comes, and unique keys, in few enough values that they meet.</summary>
internal sealed class KeysScenario() : Scenario("keys")
{
    public override Task UseAsync(User user) => user.RepeatAsync(() => ActAsync(user));

    public static async Task ActAsync(User user)
    {
        int key = user.Chance.Next(0, 12);
        if (user.Chance.Happens(0.5))
        {
            // The same key asks for the same job, but for a user who made a mistake.
            int number = user.Chance.Happens(0.1) ? -key : key;
            JobHandle handle = await user.EnqueueSurelyAsync(
                new WorkScript(number, 100), new() { IdempotencyKey = $"request-{key}" });
            user.Remember(handle.Id);
            return;
        }

        await EnqueueAsync(user, new WorkScript(user.NextNumber(), user.Chance.Pick([0, 3_000, 60_000])), new()
        {
            Unique = new UniqueJob(new UniqueKey($"tenant-{key}"))
            {
                OnConflict = user.Chance.Pick([UniqueConflict.Refuse, UniqueConflict.ReturnExisting]),
            },
        });
        if (user.AnyKnown() is { } known && user.Chance.Happens(0.2))
        {
            await user.Jobs.RetryAsync(known);
        }
    }
}
