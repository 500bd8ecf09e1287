using NodaTime;
using Pawl.Schedules.Calendars;
using Pawl.Schedules.Recurrence.Points;
using Pawl.Schedules.Tests.Recurrence;

namespace Pawl.Schedules.Tests.Calendars;

public sealed class BusinessDayTimesTests
{
    private static readonly LocalTime Evening = new(18, 30);

    [Theory]
    [InlineData(1, "2026-01-01, 2026-02-02, 2026-03-02")]
    [InlineData(3, "2026-01-05, 2026-02-04, 2026-03-04")]
    [InlineData(-1, "2026-01-30, 2026-02-27, 2026-03-31")]
    [InlineData(-2, "2026-01-29, 2026-02-26, 2026-03-30")]
    [InlineData(22, "2026-01-30, 2026-03-31, 2026-04-30")]
    public void The_nth_business_day_is_counted_from_either_end_of_the_month(int ordinal, string days)
    {
        var times = new BusinessDayTimes(ordinal, Evening, DaySet.Weekdays);

        List<LocalDateTime> found = Times.First(times, 3, new LocalDateTime(2026, 1, 1, 0, 0));

        Assert.Equal(days, string.Join(", ", found.Select(time => time.ToString("uuuu-MM-dd", null))));
        Assert.All(found, time => Assert.Equal(Evening, time.TimeOfDay));
        Assert.Equal(found, Times.LastBefore(times, 3, found[^1].PlusSeconds(1)));
    }

    [Fact]
    public void The_time_itself_is_at_or_after_itself_and_not_before_itself()
    {
        var times = new BusinessDayTimes(1, Evening, DaySet.Weekdays);
        LocalDateTime run = new(2026, 2, 2, 18, 30);

        Assert.Equal(run, times.AtOrAfter(run));
        Assert.Equal(new LocalDateTime(2026, 1, 1, 18, 30), times.Before(run));
        Assert.Equal(run, times.Before(run.PlusSeconds(1)));
    }

    [Fact]
    public void Holidays_are_not_counted()
    {
        var times = new BusinessDayTimes(1, Evening, DaySet.Weekdays - DaySet.EveryYear(1, 1));

        Assert.Equal(new LocalDateTime(2026, 1, 2, 18, 30), times.AtOrAfter(new LocalDateTime(2026, 1, 1, 0, 0)));
    }

    [Fact]
    public void A_day_that_no_month_has_ends_the_search_within_its_bound()
    {
        var effort = new Effort();
        var times = new BusinessDayTimes(31, Evening, DaySet.Weekdays);

        Assert.Null(times.AtOrAfter(new LocalDateTime(2026, 1, 1, 0, 0), effort));
        Assert.Null(times.Before(new LocalDateTime(2026, 1, 1, 0, 0), effort));
        Assert.InRange(effort.Spent, 1, 3 * DaySearch.MostDays);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(32)]
    [InlineData(-32)]
    public void An_ordinal_that_no_month_has_is_refused(int ordinal) =>
        Assert.Contains(
            $"no business day {ordinal}",
            Assert.Throws<ScheduleRuleException>(() => new BusinessDayTimes(ordinal, Evening, DaySet.Weekdays)).Problem,
            StringComparison.Ordinal);
}
