using Pawl.Checker.Histories;

namespace Pawl.Simulation.Tests.Histories;

/// <summary>A schedule that was made at second 0 and next looked at an hour later; its window is two hours.</summary>
public sealed class CatchUpRuleTests
{
    private const long Second = 1_000_000;
    private const long Hour = 3_600;

    private readonly History history = new();

    public CatchUpRuleTests() => Write(0, new ScheduleDecision { Schedule = "s", LookedAt = 0, BegunAt = 0 });

    [Fact]
    public void What_the_policy_allows_is_no_violation()
    {
        Decide(Hour, mostMissed: 1, fired: [3_000, 3_590], skipped: (60, 2_940, "Missed"));
        Decide(Hour + 10, mostMissed: 1, fired: [Hour + 5]);

        Assert.Empty(Judged());
    }

    [Theory]
    [InlineData(0, "3000")]
    [InlineData(1, "3000 3500")]
    public void More_missed_ticks_than_the_policy_allows_are_a_violation(int mostMissed, string fired)
    {
        Decide(Hour, mostMissed, fired: [.. fired.Split(' ').Select(long.Parse)]);

        Assert.Contains("missed", Assert.Single(Judged()).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Missed_ticks_that_run_one_after_the_other_are_counted_together()
    {
        Decide(Hour, mostMissed: 1, fired: [3_000]);
        Decide(Hour + 10, mostMissed: 1, fired: [3_100]);

        Assert.Single(Judged());
    }

    [Fact]
    public void All_that_was_missed_may_run_but_not_what_is_older_than_the_window()
    {
        Decide(3 * Hour, mostMissed: null, fired: [Hour, Hour + 1], skipped: (0, Hour, "TooOld"));

        Assert.Contains("window", Assert.Single(Judged()).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "TooOld", "and the window is")]
    [InlineData(null, "Missed", "all that was missed is to run")]
    [InlineData(1, "Overlap", "no earlier job was alive")]
    public void A_skip_without_its_reason_is_a_violation(int? mostMissed, string reason, string expected)
    {
        Decide(Hour, mostMissed, fired: [], skipped: (60, 3_000, reason));

        Assert.Contains(expected, Assert.Single(Judged()).What, StringComparison.Ordinal);
    }

    [Fact]
    public void What_somebody_looked_at_within_a_minute_was_not_missed()
    {
        Decide(30, mostMissed: 0, fired: []);
        Decide(70, mostMissed: 0, fired: [], skipped: (20, 20, "Missed"));

        Assert.Contains("looked in time", Assert.Single(Judged()).What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_starts_so_many_late_ticks_at_once_and_then_so_many_a_second()
    {
        Decide(Hour, mostMissed: null, fired: [1, 2, 3]);
        Decide(Hour + 1, mostMissed: null, fired: [4, 5, 6]);

        Assert.Empty(Judged());
    }

    [Fact]
    public void One_late_tick_more_in_a_second_is_a_violation()
    {
        Decide(Hour, mostMissed: null, fired: [1, 2, 3]);
        Decide(Hour + 1, mostMissed: null, fired: [4, 5, 6, 7]);

        Assert.Contains("3 a second", Assert.Single(Judged()).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_processes_that_believe_to_have_the_duty_start_twice_as_many()
    {
        Decide(Hour, mostMissed: null, fired: [1, 2, 3]);
        Decide(Hour, mostMissed: null, fired: [4, 5, 6], process: 2);

        Assert.Empty(Judged());
    }

    [Fact]
    public void What_arrives_late_was_started_when_it_was_written()
    {
        Decide(Hour + 5, mostMissed: null, fired: [1, 2, 3]);
        Decide(Hour, mostMissed: null, fired: [4, 5, 6]);

        Assert.Empty(Judged());
    }

    private void Decide(
        long at, int? mostMissed, long[] fired, (long From, long Until, string Reason)? skipped = null, int process = 1) => Write(
        at,
        new ScheduleDecision
        {
            Schedule = "s",
            LookedAt = at * Second,
            BegunAt = at * Second,
            Terms = new CatchUpTerms(mostMissed, 2 * Hour * Second, MostPerSecond: 3),
            Fired = [.. fired.Select(tick => tick * Second)],
            Skipped = skipped is { } skip ? [new DecidedSkip(skip.From * Second, skip.Until * Second, skip.Reason)] : [],
        },
        process);

    private void Write(long at, ScheduleDecision decision, int process = 1)
    {
        Call call = history.Invoke(process, Operations.Schedule, at * Second);
        call.Decisions = [decision];
        history.Apply(call, at * Second);
        history.Return(call, at * Second, CallOutcome.Ok);
    }

    private IReadOnlyList<HistoryViolation> Judged()
    {
        history.End(new Ending
        {
            At = 0,
            ObservedAt = 0,
            Jobs = new Dictionary<long, string>(),
            Counters = [],
            HandledTypes = new HashSet<string>(),
            Serving = [],
            LongestWait = 0,
        });
        return history.Violations;
    }
}
