using NodaTime;
using Pawl.Schedules.Calendars;
using Pawl.Schedules.Recurrence.Points;
using Pawl.Schedules.Tests.Recurrence;

namespace Pawl.Schedules.Tests.Calendars;

public sealed class CalendarTimesTests
{
    // 2026: the first of February, March and November are Sundays, the 31st of January and of October are Saturdays.
    private const string FirstOfMonth = "FREQ=MONTHLY;BYMONTHDAY=1";
    private const string LastOfMonth = "FREQ=MONTHLY;BYMONTHDAY=-1";

    [Theory]
    [InlineData(OffDayPolicy.Skip, FirstOfMonth, "2026-01-01, 2026-04-01, 2026-05-01, 2026-06-01")]
    [InlineData(OffDayPolicy.Following, FirstOfMonth, "2026-01-01, 2026-02-02, 2026-03-02, 2026-04-01")]
    [InlineData(OffDayPolicy.Preceding, FirstOfMonth, "2026-01-01, 2026-01-30, 2026-02-27, 2026-04-01")]
    [InlineData(OffDayPolicy.ModifiedFollowing, FirstOfMonth, "2026-01-01, 2026-02-02, 2026-03-02, 2026-04-01")]
    [InlineData(OffDayPolicy.Skip, LastOfMonth, "2026-03-31, 2026-04-30, 2026-06-30, 2026-07-31")]
    [InlineData(OffDayPolicy.Following, LastOfMonth, "2026-02-02, 2026-03-02, 2026-03-31, 2026-04-30")]
    [InlineData(OffDayPolicy.Preceding, LastOfMonth, "2026-01-30, 2026-02-27, 2026-03-31, 2026-04-30")]
    [InlineData(OffDayPolicy.ModifiedFollowing, LastOfMonth, "2026-01-30, 2026-02-27, 2026-03-31, 2026-04-30")]
    public void A_run_on_a_weekend_goes_where_the_policy_says(OffDayPolicy policy, string rule, string days)
    {
        var times = new CalendarTimes(Times.Parse(rule, "2026-01-01 09:00"), DaySet.Weekdays, policy);

        List<LocalDateTime> found = Times.First(times, 4);

        Assert.Equal(days, string.Join(", ", found.Select(time => time.ToString("uuuu-MM-dd", null))));
        Assert.All(found, time => Assert.Equal(new LocalTime(9, 0), time.TimeOfDay));
        Assert.Equal(found, Times.LastBefore(times, 10, found[^1].PlusSeconds(1)));
    }

    [Fact]
    public void Runs_that_move_onto_one_time_are_one()
    {
        var times = new CalendarTimes(Times.Parse("FREQ=DAILY", "2026-01-01 09:00"), DaySet.Weekdays, OffDayPolicy.Following);

        Assert.Equal(
            "2026-01-01 09:00:00, 2026-01-02 09:00:00, 2026-01-05 09:00:00, 2026-01-06 09:00:00", Times.Text(Times.First(times, 4)));
    }

    [Fact]
    public void Runs_that_move_to_a_day_stand_among_its_own_in_order_of_time()
    {
        // 3 January is a Saturday, so its run at 10:00 comes after Monday's own at 09:00.
        var times = new CalendarTimes(
            Times.Parse("RRULE:FREQ=WEEKLY;BYDAY=SA;BYHOUR=10\nRRULE:FREQ=WEEKLY;BYDAY=MO", "2026-01-01 09:00"),
            DaySet.Weekdays,
            OffDayPolicy.Following);

        Assert.Equal("2026-01-05 09:00:00, 2026-01-05 10:00:00, 2026-01-12 09:00:00", Times.Text(Times.First(times, 3)));
        Assert.Equal("2026-01-05 10:00:00", Times.Text(Times.LastBefore(times, 1, Times.At("2026-01-12 09:00"))));
    }

    [Fact]
    public void Holidays_are_no_business_days()
    {
        DaySet business = DaySet.Weekdays - DaySet.EveryYear(1, 1) - DaySet.On(new DateOnly(2026, 1, 2));
        var times = new CalendarTimes(Times.Parse("FREQ=YEARLY", "2026-01-01 09:00"), business, OffDayPolicy.Following);

        Assert.Equal("2026-01-05 09:00:00, 2027-01-04 09:00:00", Times.Text(Times.First(times, 2)));
    }

    [Fact]
    public void A_run_moves_by_a_year_at_most()
    {
        DaySet days = DaySet.On(new DateOnly(2028, 1, 2));

        Assert.Equal("2028-01-02 09:00:00", Moved("2027-01-01"));
        Assert.Equal("", Moved("2026-12-31"));

        string Moved(string day) => Times.Text(Times.First(
            new CalendarTimes(Times.Parse("FREQ=DAILY;COUNT=1", $"{day} 09:00"), days, OffDayPolicy.Following), 5));
    }

    [Fact]
    public void A_month_without_a_day_of_the_calendar_has_no_run_that_stays_in_the_month()
    {
        var times = new CalendarTimes(
            Times.Parse("FREQ=MONTHLY", "2026-01-15 09:00"), DaySet.EveryYear(3, 31), OffDayPolicy.ModifiedFollowing);

        Assert.Equal("2026-03-31 09:00:00, 2027-03-31 09:00:00", Times.Text(Times.First(times, 2)));
    }

    [Fact]
    public void An_interval_within_days_stays_one() =>
        Assert.True(new CalendarTimes(Times.Parse("FREQ=HOURLY", "2026-01-01 09:00"), DaySet.Weekdays, OffDayPolicy.Skip).IsInterval);

    [Fact]
    public void A_calendar_without_days_is_refused()
    {
        DaySet none = DaySet.Weekdays & DaySet.DaysOfWeek(DayOfWeek.Sunday);

        ScheduleRuleException error = Assert.Throws<ScheduleRuleException>(
            () => new CalendarTimes(Times.Parse("FREQ=DAILY", "2026-01-01 09:00"), none, OffDayPolicy.Skip));

        Assert.Contains("has no days", error.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FREQ=SECONDLY", OffDayPolicy.Following)]
    [InlineData("FREQ=SECONDLY", OffDayPolicy.Preceding)]
    [InlineData("FREQ=SECONDLY", OffDayPolicy.ModifiedFollowing)]
    [InlineData("FREQ=SECONDLY", OffDayPolicy.Skip)]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28", OffDayPolicy.Skip)]
    [InlineData("FREQ=YEARLY;BYMONTH=3", OffDayPolicy.Skip)]
    public void A_calendar_whose_days_are_rare_or_over_costs_a_bounded_number_of_steps(string rule, OffDayPolicy policy)
    {
        DaySet[] calendars =
        [
            DaySet.On(new DateOnly(2020, 1, 1)),
            DaySet.On(new DateOnly(9_000, 1, 1)),
            DaySet.EveryYear(2, 29) & DaySet.DaysOfWeek(DayOfWeek.Sunday),
            DaySet.On(Enumerable.Range(0, 9_000).Select(day => new DateOnly(1, 2, 1).AddDays(day * 400))) & DaySet.EveryYear(2, 29),
        ];
        foreach (DaySet calendar in calendars)
        {
            var times = new CalendarTimes(Times.Parse(rule, "2026-01-01 09:00"), calendar, policy);
            var effort = new Effort();

            times.AtOrAfter(Times.At("2026-01-01 00:00"), effort);
            times.Before(Times.At("2026-01-01 00:00"), effort);

            Assert.InRange(effort.Spent, 1, 3 * DaySearch.MostDays);
        }
    }
}
