using System.Security.Cryptography;
using Pawl.Faults.Rows;
using Pawl.Faults.Running;

namespace Pawl.Faults.Tests;

/// <summary>Tier 0 of the matrix; <c>PAWL_SEED</c> repeats a run as far as the machine allows.</summary>
public sealed class RowTests
{
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("PAWL_SEED"), out int given)
        ? given
        : RandomNumberGenerator.GetInt32(1, 1_000_000);

    public static TheoryData<string, StoreKind> Runs
    {
        get
        {
            var runs = new TheoryData<string, StoreKind>();
            foreach (Row row in RowBook.All.Where(row => row.Tier == 0))
            {
                foreach (StoreKind store in row.Stores)
                {
                    runs.Add(row.Name, store);
                }
            }

            return runs;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Every_promise_holds_through_the_fault_of(string row, StoreKind store)
    {
        var run = new RowRun(RowBook.All.Single(one => one.Name == row), store, Seed);

        RowResult result = await run.RunAsync(TestContext.Current.CancellationToken);

        Console.WriteLine(result);
        Assert.True(result.Outcome == RowOutcome.Passed, result.ToString());
    }
}
