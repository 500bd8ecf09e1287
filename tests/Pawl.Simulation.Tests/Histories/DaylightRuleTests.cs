using Pawl.Checker.Histories;
using Pawl.Checker.WallClocks;

namespace Pawl.Simulation.Tests.Histories;

/// <summary>A clock that goes from 2:00 to 3:00 at one in the morning of UTC on 1970-01-02, and back from 3:00 a day later.</summary>
public sealed class DaylightRuleTests
{
    private const long Second = 1_000_000;
    private const long Gap = 25 * 3_600;
    private const long Overlap = 49 * 3_600;

    private static readonly IWallTimes HalfPastTwo = new RepeatedTimes(new DateTime(1970, 1, 1, 2, 30, 0), TimeSpan.FromDays(1), 1);
    private static readonly IWallTimes HalfHours = new RepeatedTimes(new DateTime(1970, 1, 1), TimeSpan.FromMinutes(30), 1);

    [Fact]
    public void A_time_in_the_gap_is_at_its_end_and_one_that_comes_twice_is_the_first() =>
        Assert.Equal([5_400, Gap, Overlap - 1_800], Walked(HalfPastTwo).Between(0, Overlap + 7_200));

    [Fact]
    public void An_interval_has_the_hour_that_comes_twice_twice() => Assert.Equal(
        [Overlap - 3_600, Overlap - 1_800, Overlap, Overlap + 1_800], Walked(HalfHours).Between(Overlap - 3_600, Overlap + 1_800));

    [Fact]
    public void Several_times_in_the_gap_and_one_at_its_end_are_one_tick() =>
        Assert.Equal([Gap - 1_800, Gap, Gap + 1_800], Walked(HalfHours).Between(Gap - 1_800, Gap + 1_800));

    [Fact]
    public void A_ledger_with_all_ticks_once_is_right() => Assert.Empty(Judged(5_400, Gap, Overlap - 1_800));

    [Fact]
    public void A_time_in_the_gap_that_is_dropped_is_forgotten() =>
        Assert.Contains("forgot", Assert.Single(Judged(5_400, Overlap - 1_800)).What, StringComparison.Ordinal);

    [Fact]
    public void A_fixed_time_that_runs_twice_is_no_tick_the_second_time() => Assert.Contains(
        "no tick", Assert.Single(Judged(5_400, Gap, Overlap - 1_800, Overlap + 1_800)).What, StringComparison.Ordinal);

    private static WalkedTicks Walked(IWallTimes times) => new(times, second => second is >= Gap and < Overlap ? 7_200 : 3_600);

    private static IReadOnlyList<HistoryViolation> Judged(params long[] fired)
    {
        var history = new History();
        history.End(new Ending
        {
            At = (Overlap + 7_200) * Second,
            ObservedAt = 0,
            Jobs = new Dictionary<long, string>(),
            Counters = [],
            HandledTypes = new HashSet<string>(),
            Serving = [],
            LongestWait = 0,
            Schedules =
            [
                new ScheduleAccount(
                    "s",
                    [new VersionAccount(1, 0, null, IsPaused: false, new WallClockTicks(Walked(HalfPastTwo)))],
                    [.. fired.Select((tick, index) => new FiredAccount(tick * Second, 1, index + 1))],
                    [],
                    (Overlap + 7_200) * Second,
                    (Overlap + 7_200) * Second),
            ],
        });
        return history.Violations;
    }
}
