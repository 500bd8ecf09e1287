using System.Globalization;

namespace Pawl.Schedules.Tests.Calendars;

public sealed class DaySetExtensionsTests
{
    [Fact]
    public void A_file_as_programs_export_it_is_read_with_all_it_says_besides()
    {
        const string file = """
            BEGIN:VCALENDAR
            PRODID:-//Example//Holidays//EN
            VERSION:2.0
            BEGIN:VTIMEZONE
            TZID:Europe/London
            BEGIN:STANDARD
            DTSTART:19701025T020000
            RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20260406
            DTEND;VALUE=DATE:20260407
            SUMMARY:Easter Monday\, with a long name that goes on in
              the next line: there
            BEGIN:VALARM
            TRIGGER:-PT15M
            DURATION:PT5M
            END:VALARM
            END:VEVENT
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20191225
            RRULE:FREQ=YEARLY
            END:VEVENT
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20261228
            STATUS:CANCELLED
            END:VEVENT
            END:VCALENDAR
            """;

        DaySet holidays = DaySet.FromCalendar(file.ReplaceLineEndings("\r\n"), 2026, 2027);

        Assert.Equal(DaySet.EveryYear(12, 25) | DaySet.On(new DateOnly(2026, 4, 6)), holidays);
    }

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20260501", "2026-05-01")]
    [InlineData("DTSTART:20260501", "2026-05-01")]
    [InlineData("DTSTART;VALUE=DATE:20260501\nDTEND;VALUE=DATE:20260501", "2026-05-01")]
    [InlineData("DTSTART;VALUE=DATE:20260501\nDTEND;VALUE=DATE:20260503", "2026-05-01 2026-05-02")]
    [InlineData("DTSTART;VALUE=DATE:20260501\nDURATION:P2D", "2026-05-01 2026-05-02")]
    [InlineData("DTSTART;VALUE=DATE:20251230\nDURATION:P1W", "2026-01-01 2026-01-02 2026-01-03 2026-01-04 2026-01-05")]
    [InlineData("DTSTART;VALUE=DATE:20271231\nDTEND;VALUE=DATE:20280103", "2027-12-31")]
    [InlineData("DTSTART;VALUE=DATE:20260525\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO", "2026-05-25 2027-05-31")]
    [InlineData("DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=YEARLY;COUNT=1", "2026-05-01")]
    [InlineData("DTSTART;VALUE=DATE:20270501\nRRULE:FREQ=YEARLY", "2027-05-01")]
    [InlineData("DTSTART;VALUE=DATE:20200501\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20260501", "2027-05-01")]
    [InlineData("DTSTART;VALUE=DATE:20260501\nRDATE;VALUE=DATE:20260601,20260702", "2026-05-01 2026-06-01 2026-07-02")]
    [InlineData("DTSTART;VALUE=DATE:20250501\nRRULE:FREQ=YEARLY;UNTIL=20260501", "2026-05-01")]
    public void An_event_has_the_days_that_it_says_within_the_years_that_are_asked_for(string lines, string days) =>
        Assert.Equal(
            DaySet.On([.. days.Split(' ').Select(day => DateOnly.Parse(day, null))]), DaySet.FromCalendar(File(lines), 2026, 2027));

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20200501\nRRULE:FREQ=YEARLY")]
    [InlineData("DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=YEARLY;INTERVAL=1")]
    [InlineData("DTSTART;VALUE=DATE:20200501\nRRULE:FREQ=YEARLY;BYMONTH=5")]
    [InlineData("DTSTART;VALUE=DATE:20200501\nRRULE:FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1")]
    public void A_day_that_is_the_same_every_year_is_read_as_such(string lines) =>
        Assert.Equal(DaySet.EveryYear(5, 1), DaySet.FromCalendar(File(lines), 2026, 2027));

    [Theory]
    [InlineData("DTSTART:20260501T090000", "20260501T090000", 3, "a time of day")]
    [InlineData("DTSTART;VALUE=DATE:20260532", "20260532", 3, "no day '20260532'")]
    [InlineData("SUMMARY:Nothing", "BEGIN:VEVENT", 2, "has no DTSTART")]
    [InlineData("DTSTART;VALUE=DATE:20260501\nDTEND;VALUE=DATE:20260430", "20260430", 4, "ends before it begins")]
    [InlineData("DTSTART;VALUE=DATE:20260501\nDURATION:PT1H", "PT1H", 4, "is not a number of days or weeks")]
    [InlineData("DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=EASTER", "EASTER", 4, "is not a frequency")]
    [InlineData("DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=HOURLY", "FREQ=HOURLY", 4, "its DTSTART is a date")]
    [InlineData("DTSTART;VALUE=DATE:20260501\nRECURRENCE-ID:20260501", "RECURRENCE-ID", 4, "changes one day of another")]
    [InlineData("DTSTART;VALUE=DATE:20260501\nnonsense", "nonsense", 4, "is not a line of iCalendar")]
    [InlineData("DTSTART;VALUE=DATE:20260501\nEND:VALARM", "VALARM", 4, "ends here and has not begun")]
    [InlineData("DTSTART;VALUE=DATE:20260501\nBEGIN:vevent\n", "vevent", 4, "within another")]
    public void An_error_says_what_is_wrong_in_which_line_and_where(string lines, string wrong, int line, string said)
    {
        string file = File(lines);

        ScheduleRuleException error = Assert.Throws<ScheduleRuleException>(() => DaySet.FromCalendar(file, 2026, 2027));

        int position = file.IndexOf(wrong, StringComparison.Ordinal);
        Assert.Contains(said, error.Problem, StringComparison.Ordinal);
        Assert.StartsWith($"At character {position + 1}, in line {line}: ", error.Problem, StringComparison.Ordinal);
        Assert.Equal((position, wrong.Length), (error.Position, error.Length));
    }

    [Fact]
    public void A_file_that_was_cut_off_is_refused() =>
        AssertRefused("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260501\n", "'VEVENT' does not end");

    [Fact]
    public void A_file_without_a_holiday_in_these_years_is_refused() =>
        AssertRefused(File("DTSTART;VALUE=DATE:20200501"), "no holiday from 2026 to 2027");

    [Fact]
    public void A_file_of_more_than_a_megabyte_is_refused() => AssertRefused(new string(' ', 1_048_577), "1048577 characters");

    [Fact]
    public void More_days_of_every_year_than_a_set_may_have_are_refused()
    {
        string[] events =
        [
            .. from day in Enumerable.Range(0, 76)
               let date = new DateOnly(2020, 1, 1).AddDays(day)
               select string.Create(CultureInfo.InvariantCulture, $"DTSTART;VALUE=DATE:{date:yyyyMMdd}\nRRULE:FREQ=YEARLY"),
        ];
        Assert.True(DaySet.FromCalendar(File(events[..75]), 2026, 2027).Contains(new DateOnly(2400, 1, 1)));

        ScheduleRuleException error = Assert.Throws<ScheduleRuleException>(() => DaySet.FromCalendar(File(events), 2026, 2027));

        Assert.Contains("more than 75 holidays that come every year", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void More_holidays_than_a_set_may_have_are_refused()
    {
        string file = File("DTSTART;VALUE=DATE:20000101\nRRULE:FREQ=DAILY");

        ScheduleRuleException error = Assert.Throws<ScheduleRuleException>(() => DaySet.FromCalendar(file, 2000, 2100));

        Assert.Contains("more than 5000 holidays", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void More_events_than_any_calendar_has_are_refused_where_they_are_too_many() =>
        AssertRefused(Events(10_001, "DTSTART;VALUE=DATE:20260501"), "in line 30002: The file has too many events");

    [Fact]
    public void As_many_events_as_a_file_may_have_are_read() =>
        Assert.Equal(
            DaySet.On(new DateOnly(2026, 5, 1)), DaySet.FromCalendar(Events(10_000, "DTSTART;VALUE=DATE:20260501"), 2026, 2027));

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:19000101\nDURATION:P366D\nRRULE:FREQ=DAILY;UNTIL=19130101")]
    [InlineData("DTSTART;VALUE=DATE:19000101\nRRULE:FREQ=DAILY;COUNT=3000")]
    public void Events_that_repeat_too_often_together_are_refused(string lines)
    {
        ScheduleRuleException error = Assert.Throws<ScheduleRuleException>(() => DaySet.FromCalendar(Events(9_000, lines), 1900, 1912));

        Assert.Contains("repeat too often", error.Problem, StringComparison.Ordinal);
    }

    private static string Events(int count, string lines) =>
        $"BEGIN:VCALENDAR\n{string.Concat(Enumerable.Repeat($"BEGIN:VEVENT\n{lines}\nEND:VEVENT\n", count))}END:VCALENDAR\n";

    private static void AssertRefused(string file, string said) =>
        Assert.Contains(
            said, Assert.Throws<ScheduleRuleException>(() => DaySet.FromCalendar(file, 2026, 2027)).Problem, StringComparison.Ordinal);

    private static string File(params IEnumerable<string> events) =>
        $"BEGIN:VCALENDAR\n{string.Concat(events.Select(lines => $"BEGIN:VEVENT\n{lines}\nEND:VEVENT\n"))}END:VCALENDAR\n";
}
