using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;
using Pawl.Schedules.Cron;
using Pawl.Schedules.Zones;

namespace Pawl.Schedules.Tests.Zones;

public sealed class ZonedTicksTests
{
    [Theory]
    [InlineData("30 2 * * *", "2026-03-28T01:30:00Z 2026-03-29T01:00:00Z 2026-03-30T00:30:00Z")]
    [InlineData("0,15,30,45 2 * * *", "2026-03-28T01:00:00Z 2026-03-28T01:15:00Z 2026-03-28T01:30:00Z 2026-03-28T01:45:00Z "
        + "2026-03-29T01:00:00Z 2026-03-30T00:00:00Z")]
    [InlineData("30 2,3 * * *", "2026-03-28T01:30:00Z 2026-03-28T02:30:00Z 2026-03-29T01:00:00Z 2026-03-29T01:30:00Z 2026-03-30T00:30:00Z")]
    [InlineData("0 2,3 * * *", "2026-03-28T01:00:00Z 2026-03-28T02:00:00Z 2026-03-29T01:00:00Z 2026-03-30T00:00:00Z")]
    public void A_time_in_the_gap_runs_once_at_its_end(string text, string ticks) =>
        Walks("Europe/Berlin", text, "2026-03-28T00:00:00Z", ticks);

    [Theory]
    [InlineData("*/30 2 * * *", "2026-03-28T01:00:00Z 2026-03-28T01:30:00Z 2026-03-29T01:00:00Z 2026-03-30T00:00:00Z")]
    [InlineData("40 */1 * * *", "2026-03-28T00:40:00Z 2026-03-28T01:40:00Z")]
    public void An_interval_runs_at_the_end_of_the_gap_too_if_it_has_a_time_in_it(string text, string ticks) =>
        Walks("Europe/Berlin", text, "2026-03-28T00:00:00Z", ticks);

    [Fact]
    public void An_hourly_rule_keeps_to_the_clock_on_both_sides_of_the_gap() => Walks(
        "Europe/Berlin", "0 * * * *", "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z 2026-03-29T02:00:00Z 2026-03-29T03:00:00Z");

    [Theory]
    [InlineData("30 2 * * *", "2026-10-25T00:30:00Z 2026-10-26T01:30:00Z")]
    [InlineData("0,30 2,3 * * *", "2026-10-25T00:00:00Z 2026-10-25T00:30:00Z 2026-10-25T02:00:00Z 2026-10-25T02:30:00Z "
        + "2026-10-26T01:00:00Z")]
    public void A_fixed_time_that_comes_twice_runs_the_first_time(string text, string ticks) =>
        Walks("Europe/Berlin", text, "2026-10-24T12:00:00Z", ticks);

    [Theory]
    [InlineData("*/30 2 * * *", "2026-10-25T00:00:00Z 2026-10-25T00:30:00Z 2026-10-25T01:00:00Z 2026-10-25T01:30:00Z 2026-10-26T01:00:00Z")]
    [InlineData("30 2/22 * * *", "2026-10-25T00:30:00Z 2026-10-25T01:30:00Z 2026-10-26T01:30:00Z")]
    public void An_interval_runs_both_times(string text, string ticks) => Walks("Europe/Berlin", text, "2026-10-24T12:00:00Z", ticks);

    [Fact]
    public void In_the_second_showing_a_fixed_rule_waits_and_looks_back_to_the_first()
    {
        ZonedTicks ticks = Ticks("Europe/Berlin", "0,30 2 * * *");
        Instant secondShowing = At("2026-10-25T01:15:00Z");

        Assert.Equal(At("2026-10-26T01:00:00Z"), ticks.After(secondShowing));
        Assert.Equal(At("2026-10-25T00:30:00Z"), ticks.Before(secondShowing));
    }

    [Theory]
    [InlineData("15 2 * * *", "2026-10-03T15:30:00Z", "the gap from 2:00 to 2:30")]
    [InlineData("45 2 * * *", "2026-10-03T15:45:00Z", "behind the gap")]
    [InlineData("45 1 * * *", "2026-04-04T14:45:00Z", "the first showing of 1:30 to 2:00")]
    public void Clocks_of_Lord_Howe_shift_by_half_an_hour(string text, string tick, string why) =>
        Assert.True(Ticks("Australia/Lord_Howe", text).After(At(tick) - Duration.FromHours(12)) == At(tick), why);

    [Theory]
    [InlineData("0 12 30 12 *", "2011-12-30T10:00:00Z")]
    [InlineData("0 0 * * *", "2011-12-30T10:00:00Z")]
    [InlineData("* * 30 * *", "2011-12-30T10:00:00Z")]
    public void The_day_that_Samoa_left_out_runs_once_as_the_next_begins(string text, string tick) =>
        Assert.Equal(At(tick), Ticks("Pacific/Apia", text).After(At(tick) - Duration.FromSeconds(1)));

    [Fact]
    public void The_day_that_Samoa_had_twice_runs_once_for_a_fixed_time_and_twice_for_an_interval()
    {
        Walks("Pacific/Apia", "0 12 4 7 *", "1892-07-01T00:00:00Z", "1892-07-03T23:26:56Z 1893-07-04T23:26:56Z");
        Walks("Pacific/Apia", "0 12/23 4 7 *", "1892-07-01T00:00:00Z", "1892-07-03T23:26:56Z 1892-07-04T23:26:56Z");
    }

    [Fact]
    public void A_zone_whose_offset_has_seconds_has_ticks_at_odd_seconds() =>
        Walks("Africa/Monrovia", "0 0 * * *", "1971-01-01T00:00:00Z", "1971-01-01T00:44:30Z 1971-01-02T00:44:30Z");

    [Fact]
    public void An_offset_that_was_odd_by_seconds_makes_gaps_of_seconds() =>
        Walks("Africa/Monrovia", "* * * * * *", "1972-01-07T00:44:28Z", "1972-01-07T00:44:29Z 1972-01-07T00:44:30Z 1972-01-07T00:44:31Z");

    [Fact]
    public void A_rule_that_ends_in_the_fold_still_has_its_second_showing()
    {
        ZonedTicks interval = Ticks("Europe/Berlin", "0 59 2/22 25 10 * 2026");
        ZonedTicks fixedTime = Ticks("Europe/Berlin", "0 59 2 25 10 * 2026");

        Assert.Equal(At("2026-10-25T01:59:00Z"), interval.After(At("2026-10-25T00:59:00Z")));
        Assert.Null(interval.After(At("2026-10-25T01:59:00Z")));
        Assert.Null(fixedTime.After(At("2026-10-25T00:59:00Z")));
        Assert.Equal(At("2026-10-25T01:59:00Z"), interval.Before(Instant.MaxValue));
        Assert.Equal(At("2026-10-25T00:59:00Z"), fixedTime.Before(Instant.MaxValue));
        Assert.Null(interval.Before(At("2026-10-25T00:59:00Z")));
    }

    [Fact]
    public void A_rule_that_is_far_away_is_found_without_walking_all_that_is_between()
    {
        ZonedTicks ticks = Ticks("Europe/Berlin", "0 0 29 2 *");

        Assert.Equal(At("9996-02-28T23:00:00Z"), ticks.Before(Instant.MaxValue));
        Assert.Equal(At("0004-02-28T23:06:32Z"), ticks.After(Instant.MinValue));
        Assert.Null(ticks.After(At("9996-02-28T23:00:00Z")));
        Assert.Null(ticks.Before(At("0004-02-28T23:06:32Z")));
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Etc/GMT+12")]
    [InlineData("America/New_York")]
    public void The_ends_of_the_calendar_end_the_ticks(string zone)
    {
        ZonedTicks ticks = Ticks(zone, "* * * * *");

        Assert.InRange(ticks.After(Instant.MinValue) ?? default, At("0001-01-02T00:00:00Z"), At("0001-01-02T00:01:00Z"));
        Assert.InRange(ticks.Before(Instant.MaxValue) ?? default, At("9999-11-30T23:59:00Z"), At("9999-12-01T00:00:00Z"));
        Assert.Null(ticks.After(Instant.MaxValue));
        Assert.Null(ticks.After(At("9999-12-01T00:00:00Z")));
        Assert.Null(ticks.Before(Instant.MinValue));
        Assert.Null(ticks.Before(At("0001-01-02T00:00:00Z")));
    }

    [Fact]
    public void No_zone_keeps_an_offset_for_as_short_as_it_shifts_its_clocks()
    {
        var time = new Interval(Instant.FromUtc(1, 1, 1, 0, 0), Instant.FromUtc(2200, 1, 1, 0, 0));
        IEnumerable<string> tooShort =
            from id in DateTimeZoneProviders.Tzdb.Ids
            from ZoneInterval interval in DateTimeZoneProviders.Tzdb[id].GetZoneIntervals(time)
            where interval.HasStart && interval.HasEnd && interval.Duration < Duration.FromDays(3)
            select $"{id}: {interval}";

        Assert.Empty(tooShort);
    }

    private static void Walks(string zone, string text, string after, string expected)
    {
        ZonedTicks ticks = Ticks(zone, text);
        Instant[] wanted = [.. expected.Split(' ').Select(At)];
        Instant at = At(after);
        foreach (Instant tick in wanted)
        {
            Assert.Equal(tick, ticks.After(at));
            at = tick;
        }

        for (int index = wanted.Length - 1; index > 0; index--)
        {
            Assert.Equal(wanted[index - 1], ticks.Before(wanted[index]));
        }
    }

    private static ZonedTicks Ticks(string zone, string text) =>
        new(CronExpression.Parse(text, CronDialect.Standard, hashKey: ""), TimeZones.Find(zone));

    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}
