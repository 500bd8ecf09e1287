using System.Security.Cryptography;
using Pawl.Faults.Rows;
using Pawl.Faults.Running;

namespace Pawl.Faults.Tests;

/// <summary>Tier 0 of the matrix; <c>PAWL_SEED</c> repeats a run as far as the machine allows.</summary>
public abstract class RowTests
{
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("PAWL_SEED"), out int given)
        ? given
        : RandomNumberGenerator.GetInt32(1, 1_000_000);

    /// <summary>The names of the rows for a store.</summary>
    protected static TheoryData<string> NamesFor(StoreKind store) =>
        [.. RowBook.All.Where(row => row.Tier == 0 && row.Stores.Contains(store)).Select(row => row.Name)];

    /// <summary>Runs a row.</summary>
    protected static async Task RunAsync(string row, StoreKind store)
    {
        var run = new RowRun(RowBook.All.Single(one => one.Name == row), store, Seed);

        RowResult result = await run.RunAsync(TestContext.Current.CancellationToken);

        Console.WriteLine(result);
        Assert.True(result.Outcome == RowOutcome.Passed, result.ToString());
    }
}
