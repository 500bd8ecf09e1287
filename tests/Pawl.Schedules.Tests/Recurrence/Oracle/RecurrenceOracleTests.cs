using System.Globalization;
using System.Security.Cryptography;

namespace Pawl.Schedules.Tests.Recurrence.Oracle;

/// <summary>The product against an evaluator that looks at every day. <c>PAWL_ORACLE_SAMPLES</c> sets how many questions are asked,
/// <c>PAWL_SEED</c> repeats a run.</summary>
public sealed class RecurrenceOracleTests(ITestOutputHelper output)
{
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("PAWL_SEED"), out int given)
        ? given
        : RandomNumberGenerator.GetInt32(1, 1_000_000);

    private static readonly long Samples = long.Parse(
        Environment.GetEnvironmentVariable("PAWL_ORACLE_SAMPLES") ?? "1000000", CultureInfo.InvariantCulture);

    [Fact]
    public void A_recurrence_runs_when_an_evaluator_that_looks_at_every_day_says_so()
    {
        output.WriteLine($"Seed {Seed}");
        var tally = new OracleTally();
        for (int number = 0; tally.Questions < Samples; number++)
        {
            new OracleComparison(Seed, number, tally).Run();
        }

        output.WriteLine($"{tally}");
        Assert.True(tally.Runs > tally.Recurrences, $"Too few of the recurrences of seed {Seed} run at all: {tally}");
        Assert.True(tally.TooLong * 1_000 < tally.Recurrences, $"Too many of the recurrences of seed {Seed} take too long: {tally}");
    }
}
