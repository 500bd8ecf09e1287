namespace Pawl.Load.Scenarios;

/// <summary>What somebody writes who wants a process to be busy, and not a schedule.</summary>
internal static class HostileInputs
{
    private const int HundredKilobytes = 100_000;

    /// <summary>Each with a word for it.</summary>
    public static IReadOnlyList<(string Name, ScheduleRule Rule, ScheduleOptions Options)> All { get; } =
    [
        Cron("cron-range", "1-999999999 * * * *"),
        Cron("cron-step", "*/999999999 * * * *"),
        Cron("cron-100kB", new string('*', HundredKilobytes)),
        Cron("cron-100kB-list", $"{string.Join(',', Enumerable.Repeat("1", HundredKilobytes / 2))} * * * *"),
        Cron("cron-fields", string.Concat(Enumerable.Repeat("* ", 499))),
        Cron("cron-digits", "\u0661\u0662 \uFF11 * * *"),
        Cron("cron-list", $"{string.Join(',', Enumerable.Repeat("0-59/1", 140))} * * * *"),
        Cron("cron-nested", $"{new string('(', 900)} * * * *"),
        Cron("cron-nested-hash", $"H({string.Concat(Enumerable.Repeat("H(", 400))} * * * *"),
        Cron("cron-name", $"0 0 * * {new string('M', 900)}"),
        Cron("cron-never", "0 0 31 2,4,6,9,11 *"),
        Cron("cron-seldom", "59 59 23 29 2 ? 2096"),
        Cron("cron-off-days", "0 0 * * SAT,SUN", DaySet.Weekdays),
        Cron("cron-many-dates", "0 0 * * *", EveryOtherDay(9_000)),
        Cron("cron-deep-days", "0 0 29 2 SUN", Deep()),
        Cron("cron-many-days", "0 0 * * *", Yearly(first: 1) & Yearly(first: 8)),
        Cron("cron-many-ranges", "0 0 * * *", Ranges(shift: 0) & Ranges(shift: 800)),
        Zone("zone", "Mars/Phobos"),
        Zone("zone-near", $"Europe/{new string('B', 57)}"),
        Zone("zone-100kB", new string('A', HundredKilobytes)),
        Rule("rrule-secondly", "FREQ=SECONDLY"),
        Rule("rrule-never", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"),
        Rule("rrule-never-step", "FREQ=SECONDLY;INTERVAL=86413;BYHOUR=0;BYMINUTE=0;BYSECOND=0;BYMONTH=2;BYMONTHDAY=29;BYDAY=WE"),
        Rule("rrule-never-minutely", "FREQ=MINUTELY;INTERVAL=1439;BYMONTH=2;BYMONTHDAY=29;BYHOUR=0;BYMINUTE=0"),
        Rule("rrule-seldom", "FREQ=SECONDLY;INTERVAL=86399;BYHOUR=12;BYMINUTE=30;BYSECOND=30"),
        Rule("rrule-far", "FREQ=SECONDLY;INTERVAL=100000000;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU"),
        Rule("rrule-count", "FREQ=SECONDLY;COUNT=15000"),
        Rule("rrule-count-yearly", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=15000"),
        Rule("rrule-count-positions", $"FREQ=YEARLY;BYYEARDAY={Numbers(366)};BYSETPOS={Numbers(366)};COUNT=15000"),
        Rule("rrule-positions", $"FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR={Numbers(23)};BYMINUTE={Numbers(59)};"
            + $"BYSECOND={Numbers(59)};BYSETPOS={Numbers(366)}"),
        Rule("rrule-100kB", $"FREQ=DAILY;BYHOUR={string.Join(',', Enumerable.Repeat("9", HundredKilobytes / 2))}"),
        Rule("rrule-list", $"FREQ=SECONDLY;BYSECOND={string.Join(',', Enumerable.Range(0, 10_000).Select(number => number % 60))}"),
        Rule("rrule-many", string.Join('\n', Enumerable.Repeat("RRULE:FREQ=DAILY", 1_900))),
        Rule("rrule-many-counts", string.Join('\n', Enumerable.Repeat("RRULE:FREQ=DAILY;COUNT=15000", 1_000))),
        Rule("rrule-many-far", string.Join('\n', Enumerable.Repeat(
            "RRULE:FREQ=SECONDLY;INTERVAL=86399;BYHOUR=12;BYMINUTE=30;BYSECOND=30", 400))),
        Rule("rrule-taken-out", $"RRULE:FREQ=SECONDLY\nEXDATE;VALUE=DATE:{Days(3_500)}"),
        Rule("rrule-dates", $"RDATE;VALUE=DATE:{Days(3_500)}"),
        Rule("rrule-words", $"FREQ=WEEKLY;BYDAY={string.Join(',', Enumerable.Repeat("MO", 10_000))}"),
        Rule("rrule-quotes", $"DTSTART;TZID={string.Concat(Enumerable.Repeat("\";\"", 10_000))}:20260101T000000"),
        Rule("rrule-folds", $"RRULE:FREQ=DAILY{string.Concat(Enumerable.Repeat("\n ", 15_000))}"),
    ];

    // Days of each month, so that no other set of these begins where this one ends.
    private static DaySet.AnyOf Yearly(int first) => new(
        [.. from month in Enumerable.Range(1, 12) from day in Enumerable.Range(first, 6) select DaySet.EveryYear(month, day)]);

    private static DaySet.AnyOf Ranges(int shift) => new(
    [
        .. from range in Enumerable.Range(0, 70)
           let first = new DateOnly(2027, 1, 1).AddDays((range * 1_600) + shift)
           select DaySet.Between(first, first.AddDays(700)),
    ]);

    private static (string, ScheduleRule, ScheduleOptions) Cron(string name, string text, DaySet? days = null) =>
        (name, new ScheduleRule.Cron(text), new ScheduleOptions { Days = days });

    private static (string, ScheduleRule, ScheduleOptions) Zone(string name, string zone) =>
        (name, new ScheduleRule.Cron("0 0 * * *"), new ScheduleOptions { TimeZone = zone });

    private static (string, ScheduleRule, ScheduleOptions) Rule(string name, string text) => (
        name,
        new ScheduleRule.Recurrence(text.StartsWith("FREQ", StringComparison.Ordinal) ? $"{Start}RRULE:{text}" : Start + text),
        new ScheduleOptions());

    private const string Start = "DTSTART:20260101T000000\n";

    private static string Numbers(int count) => string.Join(',', Enumerable.Range(1, count));

    private static string Days(int count) =>
        string.Join(',', Enumerable.Range(0, count).Select(day => new DateOnly(2026, 1, 1).AddDays(day).ToString("yyyyMMdd", null)));

    private static DaySet EveryOtherDay(int count) =>
        DaySet.On(Enumerable.Range(0, count).Select(day => new DateOnly(2400, 1, 1).AddDays(2 * day)));

    private static DaySet Deep()
    {
        DaySet days = DaySet.Weekdays;
        for (int depth = 0; depth < 7; depth++)
        {
            days = (days & DaySet.EveryYear(2, 29)) | DaySet.On(new DateOnly(2500 + depth, 3, 1));
        }

        return days;
    }
}
