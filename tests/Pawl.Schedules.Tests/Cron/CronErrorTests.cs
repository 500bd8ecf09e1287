using System.Diagnostics;
using Pawl.Schedules.Cron;

namespace Pawl.Schedules.Tests.Cron;

public sealed class CronErrorTests
{
    [Theory]
    [InlineData("60 * * * *", 0, 2, "`60` at character 1 is no minute. Write 0 to 59.")]
    [InlineData("0 24 * * *", 2, 2, "`24` at character 3 is no hour. Write 0 to 23.")]
    [InlineData("0 0 32 * *", 4, 2, "`32` at character 5 is no day of the month. Write 1 to 31.")]
    [InlineData("0 0 0 * *", 4, 1, "`0` at character 5 is no day of the month. Write 1 to 31.")]
    [InlineData("0 0 * 13 *", 6, 2, "`13` at character 7 is no month. Write 1 to 12, or JAN to DEC.")]
    [InlineData("0 0 * * 8", 8, 1, "`8` at character 9 is no day of the week. Write 0 to 7, where 0 and 7 are Sunday, or SUN to SAT.")]
    [InlineData("0 0 0 1 1 * 1969", 12, 4, "`1969` at character 13 is no year. Write 1970 to 2199.")]
    [InlineData("1-999999999 * * * *", 2, 9, "`999999999` at character 3 is no minute. Write 0 to 59.")]
    public void A_number_out_of_range_is_named_with_the_range(string text, int position, int length, string message) =>
        Refuses(text, position, length, message);

    [Theory]
    [InlineData("0 0 * * MOO", 8, 3, "`MOO` at character 9 is no day of the week. Did you mean MON?")]
    [InlineData("0 0 * jna *", 6, 3, "`jna` at character 7 is no month. Did you mean JAN?")]
    [InlineData("0 0 * * MONDAY", 8, 6, "`MONDAY` at character 9 is no day of the week. Names have three letters: MON.")]
    [InlineData("0 0 * * 1-Fry", 10, 3, "`Fry` at character 11 is no day of the week. Did you mean FRI?")]
    [InlineData("0 0 FRI * *", 4, 3, "`FRI` at character 5 is no day of the month. It is a day of the week, and this is another field: "
        + "the day of the week is the fifth, or the sixth if the expression begins with the second.")]
    [InlineData("0 0 DEC * *", 4, 3, "`DEC` at character 5 is no day of the month. It is a month, and this is another field: "
        + "the month is the fourth, or the fifth if the expression begins with the second.")]
    [InlineData("0 noon * * *", 2, 4, "`noon` at character 3 is no hour. Write 0 to 23.")]
    public void A_wrong_name_is_answered_with_a_near_one_or_its_field(string text, int position, int length, string message) =>
        Refuses(text, position, length, message);

    [Theory]
    [InlineData("", "There is no cron expression. Write five fields, as in `30 2 * * MON-FRI`: minute, hour, day of the month, month, "
        + "day of the week.")]
    [InlineData(" \t ", "There is no cron expression. Write five fields, as in `30 2 * * MON-FRI`: minute, hour, day of the month, month, "
        + "day of the week.")]
    [InlineData("0 0 * *", "A cron expression has 5, 6 or 7 fields, and this one has 4. Write minute, hour, day of the month, month, "
        + "day of the week; a second may come before them, and with it a year after them.")]
    [InlineData("0 0 0 * * * * *", "A cron expression has 5, 6 or 7 fields, and this one has 8. Write minute, hour, day of the month, "
        + "month, day of the week; a second may come before them, and with it a year after them.")]
    public void Too_few_or_too_many_fields_are_counted(string text, string message) =>
        Assert.Equal(message, Refused(text, CronDialect.Standard).Message);

    [Theory]
    [InlineData("0 12 1 1 * 2027", 11, 4, "A year is the seventh field: with one, an expression begins with the second.")]
    public void A_year_as_the_sixth_field_is_explained(string text, int position, int length, string hint)
    {
        ScheduleRuleException refused = Refused(text, CronDialect.Standard);

        Assert.Equal((hint, position, length), (refused.Hint, refused.Position, refused.Length));
    }

    [Theory]
    [InlineData("30 2 * * ?", 0, 10, "Begin with the second, as in `0 30 2 ? * MON-FRI`, or choose the standard dialect.")]
    [InlineData("0 0 0 * * *", 10, 1, "Write `?` in the field of days that does not matter, or choose the standard dialect.")]
    [InlineData("0 0 0 1 * MON-FRI", 10, 7, "Write `?` in the field of days that does not matter, or choose the standard dialect.")]
    [InlineData("0 0 0 ? * ?", 10, 1, "Write `*` or a day in one of the two fields.")]
    [InlineData("0 0 0 ? * 0", 10, 1, "Write 1 to 7, where 1 is Sunday, or SUN to SAT.")]
    [InlineData("0 0 0 ? * 2-8", 12, 1, "Write 1 to 7, where 1 is Sunday, or SUN to SAT.")]
    public void What_only_the_Quartz_dialect_forbids_says_so(string text, int position, int length, string hint)
    {
        ScheduleRuleException refused = Refused(text, CronDialect.Quartz);

        Assert.Equal((hint, position, length), (refused.Hint, refused.Position, refused.Length));
    }

    [Theory]
    [InlineData("@dayly", 0, 6, "`@dayly` at character 1 is no macro of cron. Did you mean @daily?")]
    [InlineData(" @reboot", 1, 7, "`@reboot` at character 2 is no macro of cron. A schedule runs at times, and a reboot is none.")]
    [InlineData("@every 5m", 0, 9, "`@every 5m` at character 1 is no macro of cron. Make an interval of it; cron has no @every.")]
    [InlineData("@", 0, 1, "`@` at character 1 is no macro of cron. "
        + "Write one of @yearly @annually @monthly @weekly @daily @midnight @hourly.")]
    public void An_unknown_macro_is_answered_with_a_known_one(string text, int position, int length, string message) =>
        Refuses(text, position, length, message);

    [Theory]
    [InlineData("1,,2 * * * *", 2, 0, "The minute is missing at character 3.")]
    [InlineData(",1 * * * *", 0, 0, "The minute is missing at character 1.")]
    [InlineData("1, * * * *", 2, 0, "The minute is missing at character 3.")]
    [InlineData("1- * * * *", 2, 0, "The minute is missing at character 3.")]
    [InlineData("/5 * * * *", 0, 0, "The minute is missing at character 1.")]
    [InlineData("-1 * * * *", 0, 0, "The minute is missing at character 1.")]
    [InlineData("1-2-3 * * * *", 3, 1, "`-` at character 4 does not belong into a minute.")]
    [InlineData("*5 * * * *", 1, 1, "`5` at character 2 does not belong into a minute.")]
    [InlineData("1.5 * * * *", 1, 1, "`.` at character 2 does not belong into a minute.")]
    [InlineData("*/ * * * *", 2, 0, "`` at character 3 is no step of a minute.")]
    [InlineData("*/0 * * * *", 2, 1, "`0` at character 3 is no step of a minute.")]
    [InlineData("*/60 * * * *", 2, 2, "`60` at character 3 is no step of a minute.")]
    [InlineData("0 */24 * * *", 4, 2, "`24` at character 5 is no step of an hour.")]
    [InlineData("0 0 28-3 * *", 4, 4, "The range `28-3` at character 5 ends before it begins.")]
    [InlineData("0 0 0 1 1 * 2030-2020", 12, 9, "The range `2030-2020` at character 13 ends before it begins.")]
    [InlineData("0 0 15W-20 * *", 7, 1, "`-` at character 8 does not belong into a day of the month.")]
    [InlineData("0 0 L-31 * *", 6, 2, "`31` at character 7 is not how many days before the last one.")]
    [InlineData("0 0 * * FRI#6", 12, 1, "`6` at character 13 is not which one of the month.")]
    [InlineData("0 0 * * FRI#", 12, 0, "which one of the month is missing at character 13.")]
    [InlineData("0 0 * * L", 8, 1, "`L` at character 9 means nothing in a day of the week.")]
    [InlineData("L * * * *", 0, 1, "`L` at character 1 means nothing in a minute.")]
    [InlineData("? * * * *", 0, 1, "`?` at character 1 means nothing in a minute.")]
    [InlineData("0 0 ?/2 * *", 4, 1, "`?` at character 5 means nothing in a day of the month.")]
    [InlineData("0 0 1,? * *", 6, 1, "`?` at character 7 means nothing in a day of the month.")]
    [InlineData("0 0 ? * ?", 8, 1, "`?` at character 9 is the second one: both days are left open.")]
    [InlineData("H(5-1) * * * *", 0, 6, "`H(5-1)` at character 1 means nothing in a minute.")]
    [InlineData("H(5 * * * *", 3, 0, "a `-` is missing at character 4.")]
    [InlineData("0 0 0 1 1 * H", 12, 1, "`H` at character 13 means nothing in a year.")]
    public void Where_it_is_wrong_is_exact(string text, int position, int length, string problem)
    {
        ScheduleRuleException refused = Refused(text, CronDialect.Standard);

        Assert.Equal((problem, position, length), (refused.Problem, refused.Position, refused.Length));
    }

    [Theory]
    [InlineData("\u0663 * * * *", 0, 1, "`U+0663`", "Write the digits 0 to 9 of ASCII.")]
    [InlineData("0 \uFF11 * * *", 2, 1, "`U+FF11`", "Write the digits 0 to 9 of ASCII.")]
    [InlineData("0\u00A00 * * * *", 1, 1, "`U+00A0`", "Write 0 to 59, or * for all; lists have commas and no spaces.")]
    [InlineData("0 \U0001F600 * * *", 2, 2, "`U+D83D U+DE00`", "Write 0 to 23, or * for all; lists have commas and no spaces.")]
    [InlineData("\u202E0 * * * *", 0, 1, "`U+202E`", "Write 0 to 59, or * for all; lists have commas and no spaces.")]
    public void Foreign_characters_are_named_by_number(string text, int position, int length, string quoted, string hint)
    {
        ScheduleRuleException refused = Refused(text, CronDialect.Standard);

        Assert.Equal((hint, position, length), (refused.Hint, refused.Position, refused.Length));
        Assert.StartsWith(quoted, refused.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_character_at_the_end_is_named_by_number() =>
        Assert.StartsWith("`U+D83D` at character 9", Refused("0 0 * * \uD83D", CronDialect.Standard).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_wrong_text_that_is_long_is_not_repeated_whole()
    {
        ScheduleRuleException refused = Refused($"0 0 * * {new string('x', 900)}", CronDialect.Standard);

        Assert.Equal(900, refused.Length);
        Assert.InRange(refused.Message.Length, 50, 200);
    }

    [Theory]
    [InlineData(1_001)]
    [InlineData(100_000)]
    public void More_than_a_thousand_characters_are_refused_unread(int length)
    {
        ScheduleRuleException refused = Refused(new string(' ', length - 9) + "* * * * *", CronDialect.Standard);

        Assert.Equal((1_000, length - 1_000), (refused.Position, refused.Length));
    }

    [Fact]
    public void Random_characters_are_read_or_refused_with_a_position_inside_the_text()
    {
        const string Alphabet = "0123456789,-*/?LW#H()@ \t\nMONJANFRlwh\u0663\uD83D\0";
        int read = 0;
        for (int seed = 1; seed <= 50_000; seed++)
        {
            var random = new Random(seed);
            string text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            text = random.Next(2) == 0 ? text : $"{text.Replace(' ', ',')} * * * *";
            try
            {
                Assert.NotNull(CronExpression.Parse(text, (CronDialect)random.Next(2), "").Describe());
                read++;
            }
            catch (ScheduleRuleException refused)
            {
                Assert.True(refused.Position >= 0 && refused.Length >= 0 && refused.Position + refused.Length <= text.Length,
                    $"Seed {seed}: {refused.Message} {refused.Position} {refused.Length} `{text}`");
            }
        }

        Assert.InRange(read, 100, 25_000);
    }

    [Fact]
    public void The_worst_text_costs_no_more_memory_than_its_length_allows()
    {
        string[] hostile =
        [
            new string('*', 1_000),
            string.Join(',', Enumerable.Repeat("*/1", 248)) + " * * * *",
            string.Join(',', Enumerable.Repeat("1-0", 240)) + " * * * *",
            new string('(', 1_000),
            new string('H', 990) + " * * * *",
            new string('9', 990) + " * * * *",
            "@" + new string('d', 999),
            $"0 0 0 1 1 * {string.Join(',', Enumerable.Repeat("*/1", 240))}",
        ];

        foreach (string text in hostile)
        {
            Try(text);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Try(text);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32_768);
        }
    }

    private static void Try(string text)
    {
        try
        {
            CronExpression.Parse(text, CronDialect.Standard, "");
        }
        catch (ScheduleRuleException refused)
        {
            Debug.Assert(refused.Length <= text.Length, "A position lies in the text.");
        }
    }

    private static void Refuses(string text, int position, int length, string message)
    {
        ScheduleRuleException refused = Refused(text, CronDialect.Standard);

        Assert.Equal((message, position, length), (refused.Message, refused.Position, refused.Length));
    }

    private static ScheduleRuleException Refused(string text, CronDialect dialect) =>
        Assert.Throws<ScheduleRuleException>(() => CronExpression.Parse(text, dialect, hashKey: ""));
}
