using NodaTime;
using Pawl.Schedules.Recurrence;

namespace Pawl.Schedules.Tests.Recurrence;

/// <summary>How the standard is read where it leaves room, and what belongs to a set besides its rules.</summary>
public sealed class RecurrenceSetTests
{
    private const string Start = "2026-01-01 09:00";

    [Fact]
    public void A_start_that_does_not_match_the_rule_is_no_run_and_is_not_counted() =>
        AssertRuns("FREQ=WEEKLY;BYDAY=MO;COUNT=2", "2026-01-05 09:00:00, 2026-01-12 09:00:00");

    [Fact]
    public void A_start_without_a_rule_is_a_run() =>
        AssertRuns("DTSTART:20260101T090000\nRDATE:20260301T120000", "2026-01-01 09:00:00, 2026-03-01 12:00:00");

    [Fact]
    public void A_start_that_was_handed_in_is_no_run_of_dates_alone() => AssertRuns("RDATE:20260301T120000", "2026-03-01 12:00:00");

    [Fact]
    public void The_start_in_the_text_wins_over_the_one_handed_in() =>
        AssertRuns("DTSTART:20300101T100000\nRRULE:FREQ=DAILY;COUNT=1", "2030-01-01 10:00:00");

    [Fact]
    public void A_day_that_does_not_exist_is_left_out_and_not_counted() =>
        AssertRuns("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3", "2026-01-31 09:00:00, 2026-03-31 09:00:00, 2026-05-31 09:00:00");

    [Fact]
    public void A_yearly_rule_from_a_leap_day_runs_in_leap_years_only() =>
        AssertRuns("DTSTART:20240229T090000\nRRULE:FREQ=YEARLY;COUNT=2", "2024-02-29 09:00:00, 2028-02-29 09:00:00");

    [Fact]
    public void What_is_taken_out_was_counted() =>
        AssertRuns("RRULE:FREQ=DAILY;COUNT=3\nEXDATE:20260102T090000", "2026-01-01 09:00:00, 2026-01-03 09:00:00");

    [Fact]
    public void A_date_that_is_taken_out_takes_all_runs_of_its_day() =>
        AssertRuns("RRULE:FREQ=HOURLY;BYHOUR=0,12,23;COUNT=5\nEXDATE;VALUE=DATE:20260102", "2026-01-01 12:00:00, 2026-01-01 23:00:00");

    [Fact]
    public void A_date_that_is_added_is_taken_out_like_any_other_run() =>
        AssertRuns("RRULE:FREQ=DAILY;COUNT=1\nRDATE:20260301T120000,20260401T120000\nEXDATE:20260301T120000",
            "2026-01-01 09:00:00, 2026-04-01 12:00:00");

    [Fact]
    public void A_date_that_is_added_runs_at_the_time_of_the_start() =>
        AssertRuns("RRULE:FREQ=DAILY;COUNT=1\nRDATE;VALUE=DATE:20250301", "2025-03-01 09:00:00, 2026-01-01 09:00:00");

    [Fact]
    public void Runs_that_two_rules_share_are_one() =>
        AssertRuns("RRULE:FREQ=DAILY;COUNT=2\nRRULE:FREQ=WEEKLY;COUNT=2", "2026-01-01 09:00:00, 2026-01-02 09:00:00, 2026-01-08 09:00:00");

    [Fact]
    public void An_end_is_itself_a_run() => AssertRuns("FREQ=DAILY;UNTIL=20260102T090000", "2026-01-01 09:00:00, 2026-01-02 09:00:00");

    [Fact]
    public void An_end_that_is_a_date_has_its_whole_day() =>
        AssertRuns("FREQ=DAILY;UNTIL=20260102", "2026-01-01 09:00:00, 2026-01-02 09:00:00");

    [Fact]
    public void An_end_in_utc_ends_at_that_instant_in_the_zone_of_the_schedule() =>
        AssertRuns("FREQ=HOURLY;UNTIL=20260101T150000Z", "2026-01-01 09:00:00, 2026-01-01 10:00:00");

    [Fact]
    public void A_start_that_is_a_date_runs_at_midnight() =>
        AssertRuns("DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=DAILY;COUNT=2", "2026-01-01 00:00:00, 2026-01-02 00:00:00");

    [Fact]
    public void A_week_number_without_a_day_runs_on_the_day_of_the_week_of_the_start() =>
        AssertRuns("FREQ=YEARLY;BYWEEKNO=2;COUNT=2", "2026-01-08 09:00:00, 2027-01-14 09:00:00");

    [Fact]
    public void A_day_of_a_week_counts_in_the_year_that_it_is_in() =>
        AssertRuns("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO,TH;COUNT=4",
            "2026-01-01 09:00:00, 2027-01-04 09:00:00, 2027-01-07 09:00:00, 2028-01-03 09:00:00");

    [Fact]
    public void A_position_counts_what_is_before_the_start_too() =>
        AssertRuns("DTSTART:20260115T090000\nRRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1,3;COUNT=2", "2026-01-19 09:00:00, 2026-02-02 09:00:00");

    [Fact]
    public void Positions_choose_among_times_and_not_days() =>
        AssertRuns("FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=9,12,17;BYSETPOS=-1;COUNT=2", "2026-01-01 17:00:00, 2026-02-01 17:00:00");

    [Fact]
    public void A_step_that_is_at_another_minute_every_day_for_years_keeps_to_its_days_of_the_week() =>
        AssertRuns("FREQ=MINUTELY;INTERVAL=1127;COUNT=3;BYDAY=FR,SU,TH", "2026-01-01 09:00:00, 2026-01-02 03:47:00, 2026-01-02 22:34:00");

    [Fact]
    public void Words_are_read_in_letters_of_either_case_and_parts_in_any_order() =>
        AssertRuns("rrule:count=1;byday=mo;freq=weekly", "2026-01-05 09:00:00");

    [Fact]
    public void A_rule_may_stand_in_a_folded_line_with_a_zone_in_quotes() =>
        AssertRuns("DTSTART;TZID=\"America/New_York\":2026\r\n 0102T090000\r\nRRULE:FREQ=DAILY;\r\n\tCOUNT=1\r\n", "2026-01-02 09:00:00");

    [Theory]
    [InlineData("FREQ=HOURLY", true)]
    [InlineData("FREQ=MINUTELY", true)]
    [InlineData("FREQ=SECONDLY", true)]
    [InlineData("FREQ=DAILY", false)]
    [InlineData("RRULE:FREQ=HOURLY\nRRULE:FREQ=DAILY", false)]
    public void A_recurrence_is_an_interval_when_all_its_rules_repeat_within_a_day(string text, bool interval) =>
        Assert.Equal(interval, Times.Parse(text, Start).IsInterval);

    [Fact]
    public void A_recurrence_in_utc_may_write_its_times_with_a_Z()
    {
        RecurrenceSet set = RecurrenceSet.Parse("DTSTART:20260101T090000Z\nRRULE:FREQ=DAILY;UNTIL=20260102T090000Z", DateTimeZone.Utc);

        Assert.Equal("2026-01-01 09:00:00, 2026-01-02 09:00:00", Times.Text(Times.First(set, 5)));
    }

    [Fact]
    public void The_last_run_before_the_end_of_time_and_the_first_after_its_beginning_are_found()
    {
        RecurrenceSet set = Times.Parse("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", "0001-01-01 23:59");

        Assert.Equal(Times.At("0001-12-31 23:59"), set.AtOrAfter(new LocalDateTime(-100, 1, 1, 0, 0)));
        Assert.Equal(Times.At("9999-12-31 23:59"), set.Before(LocalDate.MaxIsoValue.At(new LocalTime(23, 59, 59, 999))));
        Assert.Null(set.AtOrAfter(Times.At("9999-12-31 23:59:01")));
        Assert.Null(set.Before(Times.At("0001-12-31 23:59")));
    }

    private static void AssertRuns(string text, string expected)
    {
        RecurrenceSet set = Times.Parse(text, Start);
        List<LocalDateTime> found = Times.First(set, 5);

        Assert.Equal(expected, Times.Text(found));
        Assert.Equal(Times.Text(found), Times.Text(Times.LastBefore(set, found.Count, found[^1].PlusSeconds(1))));
    }
}
