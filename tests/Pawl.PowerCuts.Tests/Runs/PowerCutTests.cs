using System.Diagnostics;
using Pawl.PowerCuts.Runs;

namespace Pawl.PowerCuts.Tests.Runs;

public sealed class PowerCutTests
{
    /// <summary>Seeds that once broke a promise, and a few others.</summary>
    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 4).Select(seed => (ulong)seed)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_a_power_cut_leaves_holds_all_that_was_acknowledged(ulong seed) =>
        RequireNone(CutRun.Run(seed, 2_500, new TrialSettings()));

    [Fact]
    public void Whatever_a_power_cut_leaves_holds_all_that_was_acknowledged_with_a_fresh_seed()
    {
        ulong seed = (ulong)Stopwatch.GetTimestamp() % 1_000_000_000;
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");

        RequireNone(CutRun.Run(seed, 5_000, new TrialSettings()));
    }

    [Fact]
    public void A_seed_is_the_same_each_time()
    {
        CutResult first = CutRun.Run(7, 1_500, new TrialSettings());
        CutResult second = CutRun.Run(7, 1_500, new TrialSettings());

        Assert.Equal(first.Trace, second.Trace);
        Assert.Equal(first.Tally, second.Tally);
        Assert.NotEqual(first.Trace, CutRun.Run(8, 1_500, new TrialSettings()).Trace);
    }

    [Fact]
    public void A_disk_that_lies_about_syncs_of_the_log_is_found_out() =>
        Assert.NotNull(LyingAbout("-wal").Violation);

    [Fact]
    public void A_disk_that_lies_about_syncs_of_the_database_is_found_out() =>
        Assert.NotNull(LyingAbout(".db").Violation);

    [Fact]
    public void A_run_meets_checkpoints_openings_torn_writes_and_several_calls_in_a_transaction()
    {
        Tally tally = CutRun.Run(1, 6_000, new TrialSettings()).Tally;

        Assert.True(tally.TornImages > 500, $"{tally}");
        Assert.True(tally.Drains > 10, $"{tally}");
        Assert.True(tally.Openings > 3, $"{tally}");
        Assert.True(tally.Calls > tally.Transactions * 3 / 2, $"{tally}");
    }

    private static CutResult LyingAbout(string suffix) =>
        CutRun.Run(1, 5_000, new TrialSettings { Lies = path => path.EndsWith(suffix, StringComparison.Ordinal) });

    private static void RequireNone(CutResult result) =>
        Assert.True(result.Violation is null, $"{result.Violation}; replay: {result.Replay}");
}
