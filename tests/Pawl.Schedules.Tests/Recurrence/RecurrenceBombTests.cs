using NodaTime;
using Pawl.Schedules.Recurrence;
using Pawl.Schedules.Recurrence.Points;

namespace Pawl.Schedules.Tests.Recurrence;

/// <summary>Rules that would keep a search busy for ever if it walked. What is bounded is the number of steps, not the time.</summary>
public sealed class RecurrenceBombTests
{
    private const int MostSteps = 100_000;
    private const string Start = "2026-01-01 00:00";

    [Theory]
    [InlineData("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=SECONDLY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=YEARLY;BYDAY=53MO;BYMONTH=1")]
    [InlineData("FREQ=YEARLY;BYYEARDAY=366;BYMONTHDAY=30")]
    [InlineData("FREQ=YEARLY;INTERVAL=4;BYYEARDAY=366")]
    [InlineData("FREQ=MONTHLY;BYDAY=6MO")]
    [InlineData("FREQ=MONTHLY;INTERVAL=12;BYMONTH=2")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2")]
    [InlineData("FREQ=DAILY;INTERVAL=7;BYDAY=SA")]
    [InlineData("FREQ=DAILY;BYHOUR=1,2,3;BYSETPOS=4")]
    [InlineData("FREQ=HOURLY;INTERVAL=24;BYHOUR=5")]
    [InlineData("FREQ=HOURLY;INTERVAL=168;BYDAY=MO,TU,WE,FR,SA,SU")]
    [InlineData("FREQ=MINUTELY;INTERVAL=1439;BYMONTH=2;BYMONTHDAY=29;BYHOUR=0;BYMINUTE=0")]
    [InlineData("FREQ=MINUTELY;INTERVAL=60;BYMINUTE=30")]
    [InlineData("FREQ=MINUTELY;INTERVAL=7;BYHOUR=0;BYMINUTE=1;BYDAY=TH")]
    [InlineData("FREQ=SECONDLY;INTERVAL=60;BYSECOND=30")]
    [InlineData("FREQ=SECONDLY;INTERVAL=7;BYHOUR=0;BYMINUTE=0;BYSECOND=1;BYDAY=TH")]
    [InlineData("FREQ=SECONDLY;INTERVAL=86401;BYHOUR=0;BYMINUTE=0;BYSECOND=0;BYDAY=MO,TU,WE,FR,SA,SU")]
    [InlineData("FREQ=SECONDLY;INTERVAL=86413;BYHOUR=0;BYMINUTE=0;BYSECOND=0;BYMONTH=2;BYMONTHDAY=29;BYDAY=WE")]
    [InlineData("FREQ=SECONDLY;INTERVAL=1001;BYHOUR=0,7,14,21;BYMINUTE=0,7,14,21,28,35,42;BYSECOND=1,8,15,22;BYDAY=MO,TU,WE,TH,SA,SU")]
    [InlineData("FREQ=SECONDLY;BYSETPOS=2;BYSECOND=1")]
    [InlineData("FREQ=SECONDLY;INTERVAL=100000000;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU")]
    public void A_rule_that_never_runs_is_refused_after_few_steps(string text)
    {
        var effort = new Effort();

        ScheduleRuleException error = Assert.Throws<ScheduleRuleException>(() => Parse(text, effort));

        Assert.Contains("never runs", error.Problem, StringComparison.Ordinal);
        Assert.Equal((0, text.Length), (error.Position, error.Length));
        Assert.InRange(effort.Spent, 0, MostSteps);
    }

    [Theory]
    [InlineData("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU;BYHOUR=23;BYMINUTE=59;BYSECOND=59", "2032-02-29 23:59:59")]
    [InlineData("FREQ=SECONDLY;INTERVAL=86399", "2026-01-01 23:59:59")]
    [InlineData("FREQ=SECONDLY;INTERVAL=86399;BYHOUR=0;BYMINUTE=0;BYSECOND=0;UNTIL=20500101T000000", null)]
    [InlineData("FREQ=SECONDLY;INTERVAL=86399;BYHOUR=12;BYMINUTE=30;BYSECOND=30", "2139-04-08 12:30:30")]
    [InlineData("FREQ=SECONDLY;INTERVAL=7919;BYMONTH=12;BYMONTHDAY=31;BYHOUR=23;BYMINUTE=59", "2055-12-31 23:59:34")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU;INTERVAL=7", "2320-02-29 00:00:00")]
    [InlineData("FREQ=DAILY;INTERVAL=146097", "2426-01-01 00:00:00")]
    public void A_rule_that_seldom_runs_is_found_in_few_steps_in_both_directions(string text, string? next)
    {
        var effort = new Effort();
        RecurrenceSet set = Parse(text, effort);
        LocalDateTime from = Times.At(Start).PlusSeconds(1);

        LocalDateTime? found = set.AtOrAfter(from, effort);

        Assert.Equal(next is null ? null : Times.At(next), found);
        Assert.InRange(effort.Spent, 0, MostSteps);
        set.Before(new LocalDateTime(9999, 12, 31, 0, 0), effort);
        Assert.InRange(effort.Spent, 0, 2 * MostSteps);
    }

    [Theory]
    [InlineData("FREQ=SECONDLY;COUNT=15000", 100_000)]
    [InlineData("FREQ=DAILY;BYHOUR=1,2,3,4,5,6;BYMINUTE=0,10,20,30;COUNT=15000", 100_000)]
    [InlineData("FREQ=YEARLY;COUNT=15000", 100_000)]
    public void The_end_of_a_large_count_is_found_within_some_steps_for_each_run(string text, int most)
    {
        var effort = new Effort();

        Parse(text, effort);

        Assert.InRange(effort.Spent, 1, most);
    }

    [Fact]
    public void A_count_whose_end_takes_too_long_to_find_is_refused()
    {
        string days = string.Join(',', Enumerable.Range(1, 366));
        string text = $"FREQ=YEARLY;BYYEARDAY={days};BYSETPOS={days};COUNT=15000";
        var effort = new Effort();

        ScheduleRuleException error = Assert.Throws<ScheduleRuleException>(() => Parse(text, effort));

        Assert.Contains("takes too long", error.Problem, StringComparison.Ordinal);
        Assert.InRange(effort.Spent, 1, 30_000);
    }

    [Fact]
    public void Counts_of_several_rules_together_may_cost_no_more_than_that_of_one()
    {
        const string rule = "RRULE:FREQ=SECONDLY;COUNT=15000\n";
        Parse(rule, new Effort());
        var effort = new Effort();

        ScheduleRuleException error = Assert.Throws<ScheduleRuleException>(() => Parse(rule + rule + rule, effort));

        Assert.Contains("takes too long", error.Problem, StringComparison.Ordinal);
        Assert.InRange(effort.Spent, 1, 30_000);
    }

    [Fact]
    public void More_than_eight_rules_are_refused_before_any_is_looked_at()
    {
        const string rule = "RRULE:FREQ=DAILY\n";
        var effort = new Effort();

        Parse(string.Concat(Enumerable.Repeat(rule, 8)), new Effort());
        ScheduleRuleException error = Assert.Throws<ScheduleRuleException>(
            () => Parse(string.Concat(Enumerable.Repeat(rule, 9)), effort));

        Assert.Contains("in line 9: The recurrence has 9 rules.", error.Problem, StringComparison.Ordinal);
        Assert.Equal(0, effort.Spent);
    }

    [Fact]
    public void A_text_of_a_hundred_kilobytes_is_refused_unread()
    {
        string text = "FREQ=DAILY;BYHOUR=" + string.Join(',', Enumerable.Repeat("9", 50_000));
        var effort = new Effort();

        ScheduleRuleException error = Assert.Throws<ScheduleRuleException>(() => Parse(text, effort));

        Assert.Equal(32_768, error.Position);
        Assert.Equal(0, effort.Spent);
    }

    [Fact]
    public void Lists_as_long_as_the_text_may_be_cost_no_steps()
    {
        string text = "FREQ=SECONDLY;BYSECOND=" + string.Join(',', Enumerable.Range(0, 10_000).Select(number => number % 60));
        var effort = new Effort();

        RecurrenceSet set = Parse(text, effort);

        Assert.Equal(Times.At(Start), set.AtOrAfter(Times.At(Start), effort));
        Assert.InRange(effort.Spent, 1, 100);
    }

    [Fact]
    public void A_search_far_from_the_start_takes_no_longer_than_one_near_it()
    {
        var near = new Effort();
        var far = new Effort();
        RecurrenceSet set = Parse("FREQ=SECONDLY;INTERVAL=11;BYDAY=MO,TU;BYHOUR=3", new Effort());

        set.AtOrAfter(Times.At(Start), near);
        set.AtOrAfter(new LocalDateTime(9990, 1, 1, 0, 0), far);

        Assert.InRange(far.Spent, 1, near.Spent + 10);
    }

    [Fact]
    public void Many_dates_that_are_taken_out_cost_no_more_than_some_steps_each()
    {
        IEnumerable<string> days = Enumerable.Range(0, 3_000)
            .Select(day => new LocalDate(2026, 1, 1).PlusDays(day).ToString("uuuuMMdd", null));
        var effort = new Effort();

        RecurrenceSet set = Parse($"RRULE:FREQ=SECONDLY\nEXDATE;VALUE=DATE:{string.Join(',', days)}", effort);

        Assert.Equal(new LocalDateTime(2034, 3, 20, 0, 0), set.AtOrAfter(Times.At(Start)));
        Assert.InRange(effort.Spent, 3_000, 20_000);
    }

    private static RecurrenceSet Parse(string text, Effort effort) =>
        RecurrenceSet.Parse(text, DateTimeZone.Utc, Times.At(Start), effort);
}
