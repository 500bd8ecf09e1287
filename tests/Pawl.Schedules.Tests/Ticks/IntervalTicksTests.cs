using NodaTime;
using Pawl.Schedules.Ticks;

namespace Pawl.Schedules.Tests.Ticks;

public sealed class IntervalTicksTests
{
    private static readonly Instant Anchor = Instant.FromUtc(2026, 3, 1, 0, 0, 7);
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(90);
    private static readonly Duration Step = Duration.FromMinutes(90);

    private readonly IntervalTicks ticks = new(Anchor, Interval);

    [Fact]
    public void The_anchor_is_a_tick_and_they_lie_on_both_sides_of_it()
    {
        Assert.Equal(Anchor, ticks.After(Anchor - Duration.Epsilon));
        Assert.Equal(Anchor + Step, ticks.After(Anchor));
        Assert.Equal(Anchor, ticks.Before(Anchor + Duration.Epsilon));
        Assert.Equal(Anchor - Step, ticks.Before(Anchor));
        Assert.Equal(Anchor - Step, ticks.After(Anchor - Step - Duration.Epsilon));
    }

    [Fact]
    public void Shifts_of_clocks_change_nothing() => Assert.Equal(
        Enumerable.Range(1, 24 * 365).Select(tick => Anchor + (Duration.FromHours(1) * tick)),
        Enumerable.Range(1, 24 * 365).Select(tick => new IntervalTicks(Anchor, TimeSpan.FromHours(1))
            .After(Anchor + (Duration.FromHours(1) * tick) - Duration.Epsilon)!.Value));

    [Fact]
    public void After_and_before_agree_about_the_ticks_whatever_the_interval_and_the_instant()
    {
        for (int seed = 1; seed <= 20_000; seed++)
        {
            var random = new Random(seed);
            TimeSpan interval = TimeSpan.FromTicks(random.NextInt64(IntervalTicks.Shortest.Ticks, IntervalTicks.Longest.Ticks + 1));
            Instant at = Instant.FromUnixTimeTicks(random.NextInt64(-62_000_000_000_0000000, 250_000_000_000_0000000))
                .PlusNanoseconds(random.Next(100));
            var drawn = new IntervalTicks(Anchor, interval);

            Instant after = drawn.After(at) ?? throw new InvalidOperationException($"Seed {seed}");
            Instant before = drawn.Before(at) ?? throw new InvalidOperationException($"Seed {seed}");

            Assert.True((after - Anchor).BclCompatibleTicks % interval.Ticks == 0, $"Seed {seed}");
            Duration between = after - before;
            bool isTick = (at - Anchor).NanosecondOfDay % 100 == 0 && (at - Anchor).BclCompatibleTicks % interval.Ticks == 0;
            Assert.True(before < at && at < after && between == Duration.FromTimeSpan(interval) * (isTick ? 2 : 1), $"Seed {seed}");
        }
    }

    [Fact]
    public void Ticks_end_with_the_calendar()
    {
        var decade = new IntervalTicks(Anchor, IntervalTicks.Longest);

        Assert.Null(decade.After(Instant.MaxValue));
        Assert.Null(decade.Before(Instant.MinValue));
        Assert.NotNull(decade.Before(Instant.MaxValue));
        Assert.NotNull(decade.After(Instant.MinValue));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(9_999_999)]
    [InlineData(10_000_000L * 86_400 * 3_653 + 1)]
    public void An_interval_is_from_a_second_to_ten_years(long bclTicks)
    {
        ScheduleRuleException refused =
            Assert.Throws<ScheduleRuleException>(() => new IntervalTicks(Anchor, TimeSpan.FromTicks(bclTicks)));

        Assert.Equal("It is from 1 second to 10 years (3,653 days).", refused.Hint);
    }

    [Fact]
    public void One_tick_is_before_what_follows_it_and_after_what_it_follows()
    {
        var one = new OneTick(Anchor);

        Assert.Equal(Anchor, one.After(Anchor - Duration.Epsilon));
        Assert.Null(one.After(Anchor));
        Assert.Equal(Anchor, one.Before(Anchor + Duration.Epsilon));
        Assert.Null(one.Before(Anchor));
    }
}
