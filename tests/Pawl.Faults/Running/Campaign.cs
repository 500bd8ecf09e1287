using System.Collections.Concurrent;
using Pawl.Faults.Rows;

namespace Pawl.Faults.Running;

/// <summary>Runs rows, two at a time, and says what came of them.</summary>
/// <param name="output">Where it says so.</param>
internal sealed class Campaign(TextWriter output)
{
    private const int AtOnce = 2;

    /// <summary>Runs rows on those stores that they are for.</summary>
    /// <returns>The exit code: 0, 1 for a violation, 2 for a fault that could not be injected.</returns>
    public async Task<int> RunAsync(IReadOnlyList<Row> rows, StoreKind? only, int seed, CancellationToken cancellationToken)
    {
        RowRun[] runs =
        [
            .. from row in rows
               from store in row.Stores
               where only is null || only == store
               select new RowRun(row, store, seed),
        ];
        var results = new ConcurrentBag<RowResult>();
        var limits = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(runs, limits, async (run, stopping) =>
        {
            RowResult result = await run.RunAsync(stopping);
            results.Add(result);
            await output.WriteLineAsync(result.ToString());
        });

        int passed = results.Count(result => result.Outcome == RowOutcome.Passed);
        await output.WriteLineAsync($"{passed} passed, {results.Count - passed} failed");
        return results.Any(result => result.Outcome == RowOutcome.Violated) ? 1 : passed == results.Count && passed > 0 ? 0 : 2;
    }
}
