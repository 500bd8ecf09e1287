using Pawl.ReferenceModel;
using Pawl.ReferenceModel.Chance;

namespace Pawl.Storage.Contract.Random;

/// <summary>Any store does, step by step, what the reference model does.</summary>
public abstract class RandomContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    private const int Steps = 400;
    private const int StepsBetweenLooks = 20;

    [Theory]
    [MemberData(nameof(Every.Seed), MemberType = typeof(Every))]
    public async Task Hundreds_of_random_steps_have_the_same_results_as_on_the_reference_model(ulong seed)
    {
        await Store.Cluster.RemoveWorkerAsync(Worker, Cancel);
        Ports tested = await Ports.OfAsync(Store, Cancel);
        Ports reference = await Ports.OfAsync(new ReferenceStore(Clock), Cancel);
        var steps = new RandomSteps(new SeededEntropy(seed), Clock, Cancel);

        for (int number = 1; number <= Steps; number++)
        {
            (string name, Func<Ports, Task<string>> step) = steps.Next();
            AssertSame(await step(reference), await step(tested), $"seed {seed}, step {number}: {name}");
            if (number % StepsBetweenLooks == 0)
            {
                AssertSame(await steps.LookAsync(reference), await steps.LookAsync(tested), $"seed {seed}, after step {number}");
            }
        }
    }

    private static void AssertSame(string expected, string actual, string where)
    {
        if (expected == actual)
        {
            return;
        }

        string[] missing = [.. expected.Split('\n').Except(actual.Split('\n')).Take(3).Select(line => $"reference: {line}")];
        string[] surplus = [.. actual.Split('\n').Except(expected.Split('\n')).Take(3).Select(line => $"tested:    {line}")];
        Assert.Fail($"The store differs from the reference model; {where}.\n{string.Join('\n', [.. missing, .. surplus])}");
    }
}
