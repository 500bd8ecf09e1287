using NodaTime;
using Pawl.Schedules.Recurrence;

namespace Pawl.Schedules.Tests.Recurrence;

/// <summary>What is refused, what is said of it, and where.</summary>
public sealed class RecurrenceErrorTests
{
    private const string Start = "2026-01-01 09:00";

    [Theory]
    [InlineData("FREQ=FORTNIGHTLY", "FORTNIGHTLY", "is not a frequency")]
    [InlineData("INTERVAL=2", "INTERVAL=2", "has no FREQ")]
    [InlineData("FREQ=DAILY;INTERVAL=0", "0", "INTERVAL cannot be '0'")]
    [InlineData("FREQ=DAILY;INTERVAL=-1", "-1", "INTERVAL cannot be '-1'")]
    [InlineData("FREQ=DAILY;INTERVAL=100000001", "100000001", "Use 1 to 100000000")]
    [InlineData("FREQ=DAILY;COUNT=0", "0", "COUNT cannot be '0'")]
    [InlineData("FREQ=SECONDLY;COUNT=1000000000", "1000000000", "Use 1 to 15000")]
    [InlineData("FREQ=DAILY;COUNT=3;UNTIL=20270101T000000", "20270101T000000", "COUNT has no UNTIL")]
    [InlineData("FREQ=DAILY;COUNT=3;COUNT=4", "COUNT=4", "COUNT is there twice")]
    [InlineData("FREQ=DAILY;BYHOUR=", "BYHOUR=", "BYHOUR has no value")]
    [InlineData("FREQ=DAILY;", "", "is not a part of a rule")]
    [InlineData("FREQ=DAILY;SOMETIMES", "SOMETIMES", "is not a part of a rule")]
    [InlineData("FREQ=DAILY;BYEASTER=0", "BYEASTER", "no part 'BYEASTER'")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=31;SKIP=FORWARD", "SKIP", "no part 'SKIP'")]
    [InlineData("FREQ=DAILY;BYHOUR=9,24", "24", "BYHOUR cannot be '24'")]
    [InlineData("FREQ=DAILY;BYMINUTE=60", "60", "BYMINUTE cannot be '60'")]
    [InlineData("FREQ=DAILY;BYSECOND=60", "60", "leap seconds are not known")]
    [InlineData("FREQ=DAILY;BYHOUR=9, 10", " 10", "BYHOUR cannot be ' 10'")]
    [InlineData("FREQ=DAILY;BYMONTH=0", "0", "BYMONTH cannot be '0'")]
    [InlineData("FREQ=DAILY;BYMONTH=-1", "-1", "BYMONTH cannot be '-1'")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=0", "0", "Use 1 to 31, or -1 to -31 to count from the end")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=32", "32", "BYMONTHDAY cannot be '32'")]
    [InlineData("FREQ=YEARLY;BYYEARDAY=367", "367", "BYYEARDAY cannot be '367'")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=54", "54", "BYWEEKNO cannot be '54'")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367", "367", "BYSETPOS cannot be '367'")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,XX", "XX", "'XX' is not a day of the week")]
    [InlineData("FREQ=MONTHLY;BYDAY=54MO", "54", "cannot be '54'")]
    [InlineData("FREQ=MONTHLY;BYDAY=0MO", "0", "cannot be '0'")]
    [InlineData("FREQ=WEEKLY;WKST=1", "1", "'1' is not a day of the week")]
    [InlineData("FREQ=MONTHLY;BYWEEKNO=20", "20", "BYWEEKNO does not go with FREQ=MONTHLY")]
    [InlineData("FREQ=DAILY;BYYEARDAY=100", "100", "BYYEARDAY does not go with FREQ=DAILY")]
    [InlineData("FREQ=WEEKLY;BYMONTHDAY=1", "1", "BYMONTHDAY does not go with FREQ=WEEKLY")]
    [InlineData("FREQ=DAILY;BYDAY=TU,2MO", "TU,2MO", "does not go with FREQ=DAILY")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO", "1MO", "does not go with BYWEEKNO")]
    [InlineData("FREQ=DAILY;BYSETPOS=1", "1", "needs another part")]
    [InlineData("FREQ=DAILY;UNTIL=2027", "2027", "is not a date or a time")]
    [InlineData("FREQ=DAILY;UNTIL=20270229", "20270229", "no day '20270229'")]
    [InlineData("FREQ=DAILY;UNTIL=20270101T240000", "20270101T240000", "no time '240000'")]
    [InlineData("FREQ=DAILY;UNTIL=20251231T235959", "FREQ=DAILY;UNTIL=20251231T235959", "never runs")]
    [InlineData("DTSTART;TZID=Europe/Berlin:20260101T090000", "Europe/Berlin", "is not the schedule's, which is 'America/New_York'")]
    [InlineData("DTSTART:20260101T090000Z", "20260101T090000Z", "a time in UTC, and the schedule's zone is 'America/New_York'")]
    [InlineData("DTSTART;VALUE=DATE:20260101T090000", "20260101T090000", "is not of the type 'DATE'")]
    [InlineData("DTSTART:20260101T090060", "20260101T090060", "leap seconds are not known")]
    [InlineData("DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=DAILY;BYHOUR=9", "FREQ=DAILY;BYHOUR=9", "its DTSTART is a date")]
    [InlineData("DTSTART:20260101T090000\nDTSTART:20260101T090000", "DTSTART", "is there twice")]
    [InlineData("RDATE;VALUE=PERIOD:20260101T090000/PT1H", "PERIOD", "type 'PERIOD' are not read")]
    [InlineData("RRULE:FREQ=DAILY\nEXRULE:FREQ=WEEKLY", "EXRULE", "EXRULE is no longer part")]
    [InlineData("RRULE:FREQ=DAILY\nSUMMARY:Lunch", "SUMMARY", "no 'SUMMARY'")]
    [InlineData("every day", "every day", "is not a line of a recurrence")]
    public void An_error_says_what_is_wrong_and_where(string text, string wrong, string said)
    {
        ScheduleRuleException error = Refused(() => Times.Parse(text, Start));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        int position = text.LastIndexOf(wrong, StringComparison.Ordinal);
        Assert.Equal((position, wrong.Length), (error.Position, error.Length));
        int line = text[..position].Count(character => character == '\n') + 1;
        string where = line == 1 ? $"At character {position + 1}: " : $"At character {position + 1}, in line {line}: ";
        Assert.StartsWith(where, error.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\r\n")]
    [InlineData("EXDATE:20260101T090000")]
    public void A_text_without_a_rule_a_start_or_a_date_is_refused(string text) =>
        Assert.Contains("has no rule", Refused(() => Times.Parse(text, Start)).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_rule_without_a_start_is_refused() =>
        Assert.Contains("has no start", Refused(() => Times.Parse("FREQ=DAILY")).Problem, StringComparison.Ordinal);

    [Fact]
    public void The_position_of_an_error_in_a_folded_line_is_the_one_in_the_text()
    {
        const string text = "DTSTART:20260101T090000\r\nRRULE:FREQ=WEEKLY;BY\r\n DAY=MO,\r\n\tXX\r\n";

        ScheduleRuleException error = Refused(() => Times.Parse(text));

        Assert.Equal((text.IndexOf("XX", StringComparison.Ordinal), 2), (error.Position, error.Length));
    }

    [Fact]
    public void A_recurrence_whose_every_time_is_taken_out_is_refused() =>
        Assert.Contains(
            "EXDATE takes out every time",
            Refused(() => Times.Parse("RRULE:FREQ=DAILY;COUNT=2\nEXDATE:20260101T090000,20260102T090000", Start)).Problem,
            StringComparison.Ordinal);

    private static ScheduleRuleException Refused(Func<RecurrenceSet> parse) => Assert.Throws<ScheduleRuleException>(parse);
}
