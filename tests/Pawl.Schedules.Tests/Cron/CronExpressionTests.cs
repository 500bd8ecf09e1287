using NodaTime;
using Pawl.Schedules.Cron;
using static Pawl.Schedules.Tests.Cron.CronTimes;

namespace Pawl.Schedules.Tests.Cron;

public sealed class CronExpressionTests
{
    [Theory]
    [InlineData("30 2 * * *", "2026-03-01 02:30", "2026-03-01 02:30, 2026-03-02 02:30")]
    [InlineData("30 2 * * *", "2026-03-01 02:30:01", "2026-03-02 02:30, 2026-03-03 02:30")]
    [InlineData("*/15 9-10 * * *", "2026-03-01 10:31", "2026-03-01 10:45, 2026-03-02 09:00")]
    [InlineData("0 0 1 1 *", "2026-01-01 00:00:01", "2027-01-01, 2028-01-01")]
    [InlineData("59 23 31 12 *", "2026-01-01", "2026-12-31 23:59, 2027-12-31 23:59")]
    public void Five_fields_are_minute_hour_day_month_and_weekday(string text, string from, string times) =>
        Assert.Equal(times, Next(Standard(text), from, 2));

    [Theory]
    [InlineData("*/20 0 0 * * *", "2026-03-01 00:00:41", "2026-03-02, 2026-03-02 00:00:20")]
    [InlineData("0 0 12 1 1 * 2027,2030-2031", "2026-03-01", "2027-01-01 12:00, 2030-01-01 12:00")]
    [InlineData("0 0 12 1 1 * 1970", "1960-03-01", "1970-01-01 12:00")]
    [InlineData("0 0 12 1 1 * 2199", "2026-03-01", "2199-01-01 12:00")]
    [InlineData("0 0 12 1 1 * */100", "1960-03-01", "1970-01-01 12:00, 2070-01-01 12:00")]
    [InlineData("0 0 12 1 1 * *", "2500-03-01", "2501-01-01 12:00, 2502-01-01 12:00")]
    public void Six_fields_begin_with_the_second_and_seven_end_with_the_year(string text, string from, string times) =>
        Assert.Equal(times, Next(Standard(text), from, 2));

    [Theory]
    [InlineData("0 0 1,15 * MON", "2026-06-01", "2026-06-01, 2026-06-08, 2026-06-15, 2026-06-22")]
    [InlineData("0 0 13 * FRI", "2026-02-01", "2026-02-06, 2026-02-13, 2026-02-20, 2026-02-27")]
    [InlineData("0 0 31 2 MON", "2026-02-01", "2026-02-02, 2026-02-09, 2026-02-16, 2026-02-23")]
    [InlineData("0 0 L * SUN", "2026-02-20", "2026-02-22, 2026-02-28, 2026-03-01, 2026-03-08")]
    public void Either_day_is_enough_when_both_are_restricted(string text, string from, string times) =>
        Assert.Equal(times, Next(Standard(text), from, 4));

    [Theory]
    [InlineData("0 0 */2 * MON", "2026-06-01", "2026-06-01, 2026-06-15")]
    [InlineData("0 0 13 * */5", "2026-02-01", "2026-02-13, 2026-03-13")]
    [InlineData("0 0 ? * MON", "2026-06-02", "2026-06-08, 2026-06-15")]
    [InlineData("0 0 29 2 */7", "2026-01-01", "2032-02-29, 2060-02-29")]
    public void A_day_field_that_begins_with_a_star_restricts_nothing_so_both_must_match(string text, string from, string times) =>
        Assert.Equal(times, Next(Standard(text), from, 2));

    [Theory]
    [InlineData("0 0 * * 0", "2026-06-07")]
    [InlineData("0 0 * * 7", "2026-06-07")]
    [InlineData("0 0 * * SUN", "2026-06-07")]
    [InlineData("0 0 * * 1", "2026-06-01")]
    [InlineData("0 0 * * sat", "2026-06-06")]
    public void The_standard_week_begins_with_Sunday_as_zero_and_ends_with_it_as_seven(string text, string first) =>
        Assert.Equal(first, Next(Standard(text), "2026-06-01", 1));

    [Theory]
    [InlineData("0 0 0 ? * 1", "2026-06-07")]
    [InlineData("0 0 0 ? * 2", "2026-06-01")]
    [InlineData("0 0 0 ? * 7", "2026-06-06")]
    [InlineData("0 0 0 ? * L", "2026-06-06")]
    [InlineData("0 0 0 ? * SUN", "2026-06-07")]
    [InlineData("0 0 0 ? * 6#2", "2026-06-12")]
    [InlineData("0 0 0 ? * 6L", "2026-06-26")]
    [InlineData("0 0 0 10 * ?", "2026-06-10")]
    public void The_Quartz_week_begins_with_Sunday_as_one(string text, string first) =>
        Assert.Equal(first, Next(OfQuartz(text), "2026-06-01", 1));

    [Theory]
    [InlineData("0 0 * * FRI-MON", "2026-06-01, 2026-06-05, 2026-06-06, 2026-06-07, 2026-06-08")]
    [InlineData("0 0 * * 5-7", "2026-06-05, 2026-06-06, 2026-06-07, 2026-06-12, 2026-06-13")]
    [InlineData("0 0 * * 7-1", "2026-06-01, 2026-06-07, 2026-06-08, 2026-06-14, 2026-06-15")]
    [InlineData("0 0 1 NOV-FEB *", "2026-11-01, 2026-12-01, 2027-01-01, 2027-02-01, 2027-11-01")]
    [InlineData("0 22-1 * * *", "2026-06-01, 2026-06-01 01:00, 2026-06-01 22:00, 2026-06-01 23:00, 2026-06-02")]
    [InlineData("58-1 0 * * *", "2026-06-01, 2026-06-01 00:01, 2026-06-01 00:58, 2026-06-01 00:59, 2026-06-02")]
    [InlineData("0 22-4/3 * * *", "2026-06-01 01:00, 2026-06-01 04:00, 2026-06-01 22:00, 2026-06-02 01:00, 2026-06-02 04:00")]
    public void A_range_of_weekdays_months_hours_minutes_or_seconds_comes_round(string text, string times) =>
        Assert.Equal(times, Next(Standard(text), "2026-06-01", 5));

    [Theory]
    [InlineData("0 0 L * *", "2026-01-31, 2026-02-28, 2026-03-31, 2026-04-30")]
    [InlineData("0 0 L 2 *", "2026-02-28, 2027-02-28, 2028-02-29, 2029-02-28")]
    [InlineData("0 0 L-3 * *", "2026-01-28, 2026-02-25, 2026-03-28, 2026-04-27")]
    [InlineData("0 0 L-28 * *", "2026-01-03, 2026-03-03, 2026-04-02, 2026-05-03")]
    [InlineData("0 0 LW * *", "2026-01-30, 2026-02-27, 2026-03-31, 2026-04-30")]
    [InlineData("0 0 lw 5 *", "2026-05-29, 2027-05-31, 2028-05-31, 2029-05-31")]
    [InlineData("0 0 15W * *", "2026-01-15, 2026-02-16, 2026-03-16, 2026-04-15")]
    [InlineData("0 0 1W * *", "2026-01-01, 2026-02-02, 2026-03-02, 2026-04-01")]
    [InlineData("0 0 1W 8 *", "2026-08-03, 2027-08-02, 2028-08-01, 2029-08-01")]
    [InlineData("0 0 31W * *", "2026-01-30, 2026-03-31, 2026-05-29, 2026-07-31")]
    [InlineData("0 0 1W,15,L * *", "2026-01-01, 2026-01-15, 2026-01-31, 2026-02-02")]
    public void Days_count_from_the_end_of_the_month_or_move_to_a_working_day_in_it(string text, string times) =>
        Assert.Equal(times, Next(Standard(text), "2026-01-01", 4));

    [Theory]
    [InlineData("0 0 * * 5L", "2026-01-30, 2026-02-27, 2026-03-27, 2026-04-24")]
    [InlineData("0 0 * * friL", "2026-01-30, 2026-02-27, 2026-03-27, 2026-04-24")]
    [InlineData("0 0 * * 5#3", "2026-01-16, 2026-02-20, 2026-03-20, 2026-04-17")]
    [InlineData("0 0 * * FRI#5", "2026-01-30, 2026-05-29, 2026-07-31, 2026-10-30")]
    [InlineData("0 0 * * 7#1", "2026-01-04, 2026-02-01, 2026-03-01, 2026-04-05")]
    [InlineData("0 0 * * MON#1,FRI#2", "2026-01-05, 2026-01-09, 2026-02-02, 2026-02-13")]
    public void A_weekday_is_the_last_or_the_nth_of_the_month(string text, string times) =>
        Assert.Equal(times, Next(Standard(text), "2026-01-01", 4));

    [Theory]
    [InlineData("@yearly", "2026-01-01 00:00:01", "2027-01-01")]
    [InlineData("@annually", "2026-01-01 00:00:01", "2027-01-01")]
    [InlineData("@monthly", "2026-01-01 00:00:01", "2026-02-01")]
    [InlineData("@weekly", "2026-06-01", "2026-06-07")]
    [InlineData("@daily", "2026-06-01 00:00:01", "2026-06-02")]
    [InlineData(" @Midnight\n", "2026-06-01 00:00:01", "2026-06-02")]
    [InlineData("@HOURLY", "2026-06-01 00:00:01", "2026-06-01 01:00")]
    public void A_macro_stands_for_an_expression_in_either_dialect(string text, string from, string time)
    {
        Assert.Equal(time, Next(Standard(text), from, 1));
        Assert.Equal(time, Next(OfQuartz(text), from, 1));
    }

    [Theory]
    [InlineData("30 2 * * *", "2026-03-02 02:30", "2026-03-01 02:30, 2026-02-28 02:30")]
    [InlineData("30 2 * * *", "2026-03-02 02:30:01", "2026-03-02 02:30, 2026-03-01 02:30")]
    [InlineData("*/15 9-10 * * *", "2026-03-02 09:00", "2026-03-01 10:45, 2026-03-01 10:30")]
    [InlineData("0 0 29 2 *", "2026-01-01", "2024-02-29, 2020-02-29")]
    [InlineData("0 0 0 29 2 */7 1970-2199", "2026-01-01", "2004-02-29, 1976-02-29")]
    [InlineData("0 0 12 1 1 * 1970", "2026-03-01", "1970-01-01 12:00")]
    [InlineData("0 0 1 12 *", "0001-12-02", "0001-12-01")]
    public void What_came_before_is_found_the_other_way_round(string text, string until, string times) =>
        Assert.Equal(times, Previous(Standard(text), until, 2));

    [Fact]
    public void The_second_that_is_under_way_came_before_a_part_of_it() => Assert.Equal(
        new LocalDateTime(2026, 3, 1, 2, 30),
        Standard("30 2 * * *").Before(new LocalDateTime(2026, 3, 1, 2, 30).PlusNanoseconds(1)));

    [Fact]
    public void Times_end_with_the_years_written_or_with_the_calendar()
    {
        Assert.Null(Standard("0 0 0 1 1 * 2024").AtOrAfter(new LocalDateTime(2024, 1, 1, 0, 0, 1)));
        Assert.Null(Standard("0 0 0 1 1 * 2024").Before(new LocalDateTime(2024, 1, 1, 0, 0)));
        Assert.Null(Standard("0 0 1 1 *").AtOrAfter(new LocalDateTime(9999, 1, 1, 0, 0, 1)));
        Assert.Null(Standard("0 0 31 12 *").Before(new LocalDateTime(1, 12, 31, 0, 0)));
        Assert.Equal(new LocalDateTime(1, 1, 1, 0, 0), Standard("* * * * *").AtOrAfter(LocalDateTime.MinIsoValue));
        Assert.Equal(new LocalDateTime(9999, 12, 31, 23, 59), Standard("* * * * *").Before(LocalDateTime.MaxIsoValue));
    }

    [Theory]
    [InlineData("30 2 * * *", false)]
    [InlineData("0,15,30,45 1-3 */2 */3 */2", false)]
    [InlineData("0 30 2 * * ? *", false)]
    [InlineData("H H * * *", false)]
    [InlineData("H(0-29) 1 * * *", false)]
    [InlineData("@daily", false)]
    [InlineData("@hourly", true)]
    [InlineData("* 2 * * *", true)]
    [InlineData("0 * * * *", true)]
    [InlineData("*/5 2 * * *", true)]
    [InlineData("0 1-23/2 * * *", true)]
    [InlineData("0 1/2 * * *", true)]
    [InlineData("1,10/5 2 * * *", true)]
    [InlineData("H/15 2 * * *", true)]
    [InlineData("* 0 2 * * *", true)]
    public void A_star_or_a_step_in_the_time_of_day_makes_an_interval(string text, bool isInterval) =>
        Assert.Equal(isInterval, Standard(text).IsInterval);

    [Theory]
    [InlineData("0 0 31 4 *", 4, 2)]
    [InlineData("0 0 30 2 *", 4, 2)]
    [InlineData("0 0 31 2,4,6,9,11 *", 4, 2)]
    [InlineData("0 0 30W 2 *", 4, 3)]
    [InlineData("0 0 L-30 2-2 *", 4, 4)]
    [InlineData("0 0 0 29 2 * 2025-2027", 6, 2)]
    [InlineData("0 0 0 29 2 * 2100", 6, 2)]
    [InlineData("0 0 0 * 2 FRI#5 2026", 6, 1)]
    [InlineData("0 0 0 29 2 */7 2024", 6, 2)]
    public void Days_that_never_come_are_refused(string text, int position, int length)
    {
        ScheduleRuleException refused = Assert.Throws<ScheduleRuleException>(() => Standard(text));

        Assert.Contains("never runs", refused.Problem, StringComparison.Ordinal);
        Assert.Equal((position, length), (refused.Position, refused.Length));
    }

    [Theory]
    [InlineData("0 0 29 2 *")]
    [InlineData("0 0 0 * 2 FRI#5")]
    [InlineData("0 0 0 * 2 SUN#5 2032")]
    [InlineData("0 0 0 29 2 */7 2032")]
    [InlineData("0 0 0 1 1 * 1999")]
    [InlineData("0 0 31 2 MON")]
    public void Days_that_come_seldom_or_came_only_once_are_not_refused(string text) => Assert.NotNull(Standard(text));
}
