using Pawl.Sqlite.Jobs;

namespace Pawl.Sqlite.Tests.Jobs;

public sealed class IdRunsTests
{
    [Theory]
    [InlineData(new long[0], "")]
    [InlineData(new long[] { 7 }, "7-7 (1)")]
    [InlineData(new long[] { 3, 4, 5 }, "3-5 (3)")]
    [InlineData(new long[] { 5, 3, 4 }, "3-5 (3)")]
    [InlineData(new long[] { 1, 2, 4, 5, 9 }, "1-2 (2), 4-5 (2), 9-9 (1)")]
    public void Ids_without_a_gap_between_them_are_one_run(long[] ids, string expected) => Assert.Equal(expected, RunsOf(ids));

    [Fact]
    public void An_id_that_comes_twice_ends_its_run() => Assert.Equal("1-2 (2), 2-3 (2)", RunsOf([1, 2, 2, 3]));

    private static string RunsOf(long[] ids)
    {
        var runs = new IdRuns();
        foreach (long id in ids)
        {
            runs.Add(id);
        }

        return string.Join(", ", runs.All().Select(run => $"{run.First}-{run.Last} ({run.Count})"));
    }
}
