using Pawl.Schedules.Hints;

namespace Pawl.Schedules.Cron;

/// <summary>What can be wrong with a cron expression, in words. Positions are indexes from 0; sentences count from 1.</summary>
internal static class CronErrors
{
    /// <summary>More of a wrong text than this is not repeated.</summary>
    private const int LongestQuote = 20;

    public static ScheduleRuleException TooLong(string text) => new(
        $"A cron expression has at most {CronExpression.LongestText} characters, and this one has {text.Length}.",
        "Write ranges and steps instead of long lists.",
        CronExpression.LongestText,
        text.Length - CronExpression.LongestText);

    public static ScheduleRuleException Empty() =>
        new(
            "There is no cron expression.",
            "Write five fields, as in `30 2 * * MON-FRI`: minute, hour, day of the month, month, day of the week.");

    public static ScheduleRuleException FieldCount(string text, int count, CronDialect dialect) => dialect == CronDialect.Quartz
        ? new(
            $"A Quartz expression has 6 or 7 fields, and this one has {count}.",
            count == 5
                ? "Begin with the second, as in `0 30 2 ? * MON-FRI`, or choose the standard dialect."
                : "Write second, minute, hour, day of the month, month, day of the week and, if you like, year.",
            0,
            text.Length)
        : new(
            $"A cron expression has 5, 6 or 7 fields, and this one has {count}.",
            "Write minute, hour, day of the month, month, day of the week; a second may come before them, and with it a year after them.",
            0,
            text.Length);

    public static ScheduleRuleException UnknownMacro(string text, int start, int length)
    {
        ReadOnlySpan<char> macro = text.AsSpan(start, length);
        string hint = macro.StartsWith("@every", StringComparison.OrdinalIgnoreCase) ? "Make an interval of it; cron has no @every."
            : macro.Equals("@reboot", StringComparison.OrdinalIgnoreCase) ? "A schedule runs at times, and a reboot is none."
            : NearNames.Find(macro, CronMacros.Names) is { } near ? $"Did you mean {near}?"
            : $"Write one of {string.Join(' ', CronMacros.Names)}.";
        return new($"{Quote(text, start, length)}{At(start)} is no macro of cron.", hint, start, length);
    }

    public static ScheduleRuleException Missing(int position, CronField field) => new(
        $"A {field.Noun} is missing{At(position)}.", $"Write {field.Values}, or leave the comma, dash or slash out.", position);

    public static ScheduleRuleException NotOfField(string text, int start, int length, CronField field, int fieldCount)
    {
        bool mayBeYear = field.Unit == CronUnit.DayOfWeek && fieldCount == 6 && length == 4;
        return new(
            $"{Quote(text, start, length)}{At(start)} is no {field.Noun}.",
            mayBeYear
                ? "A year is the seventh field: with one, an expression begins with the second."
                : $"Write {field.Values}.",
            start,
            length);
    }

    public static ScheduleRuleException UnknownName(string text, int start, int length, CronField field)
    {
        ReadOnlySpan<char> name = text.AsSpan(start, length);
        string hint = NearNames.Find(name, field.Names.AsSpan()) is { } near ? $"Did you mean {near}?"
            : field.Names.Any(known => IsStartedBy(text, start, length, known))
                ? $"Names have three letters: {text.AsSpan(start, 3)}."
            : IsNameOf(name, CronUnit.Month) ? "It is a month, and this is another field: the month is the fourth, "
                + "or the fifth if the expression begins with the second."
            : IsNameOf(name, CronUnit.DayOfWeek) ? "It is a day of the week, and this is another field: the day of the week is the fifth, "
                + "or the sixth if the expression begins with the second."
            : $"Write {field.Values}.";
        return new($"{Quote(text, start, length)}{At(start)} is no {field.Noun}.", hint, start, length);
    }

    public static ScheduleRuleException UnexpectedCharacter(string text, int position, CronField field)
    {
        bool isForeignDigit = char.IsDigit(text[position]) && !char.IsAsciiDigit(text[position]);
        int length = char.IsSurrogatePair(text, position) ? 2 : 1;
        return new(
            $"{Quote(text, position, length)}{At(position)} does not belong into a {field.Noun}.",
            isForeignDigit ? "Write the digits 0 to 9 of ASCII." : $"Write {field.Values}, or * for all; lists have commas and no spaces.",
            position,
            length);
    }

    public static ScheduleRuleException NotInField(string text, int start, int length, CronField field, string where) => new(
        $"{Quote(text, start, length)}{At(start)} means nothing in a {field.Noun}.", where, start, length);

    public static ScheduleRuleException BadStep(string text, int start, int length, CronField field) => new(
        $"{Quote(text, start, length)}{At(start)} is no step of a {field.Noun}.",
        $"Write 1 to {field.LongestStep} after the slash.",
        start,
        length);

    public static ScheduleRuleException BadRange(string text, int start, int length, CronField field) => new(
        $"The range {Quote(text, start, length)}{At(start)} ends before it begins.",
        field.Unit == CronUnit.DayOfMonth
            ? "Months differ in length, so write two ranges, as in `28-31,1-3`."
            : "Write the smaller number first.",
        start,
        length);

    public static ScheduleRuleException BadNumber(string text, int start, int length, string what, string values) => new(
        length == 0 ? $"{what} is missing{At(start)}." : $"{Quote(text, start, length)}{At(start)} is not {what}.",
        $"Write {values}.",
        start,
        length);

    public static ScheduleRuleException TwoLeftOpen(int start) => new(
        $"`?`{At(start)} is the second one: both days are left open.", "Write `*` or a day in one of the two fields.", start, 1);

    public static ScheduleRuleException NoneLeftOpen(int start, int length) => new(
        $"In the Quartz dialect one of the two fields of days is `?`, and neither is; the day of the week is{At(start)}.",
        "Write `?` in the field of days that does not matter, or choose the standard dialect.",
        start,
        length);

    public static ScheduleRuleException NeverRuns(int start, int length, CronYears years) => new(
        $"No {(years.AreAll ? "month" : "month and year")} given has such a day, so this never runs; the days are given{At(start)}.",
        "The last day of every month is `L`.",
        start,
        length);

    private static string At(int position) => $" at character {position + 1}";

    private static bool IsNameOf(ReadOnlySpan<char> text, CronUnit unit)
    {
        foreach (string name in CronField.AllNames(unit))
        {
            if (text.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsStartedBy(string text, int start, int length, string name) =>
        length > name.Length && text.AsSpan(start, length).StartsWith(name, StringComparison.OrdinalIgnoreCase);

    // Nothing in a message may hide or reorder what stands around it.
    private static string Quote(string text, int start, int length)
    {
        ReadOnlySpan<char> quoted = text.AsSpan(start, Math.Min(length, LongestQuote));
        bool isPlain = quoted.IndexOfAnyExceptInRange(' ', '~') < 0;
        string shown = isPlain ? quoted.ToString() : string.Join(' ', quoted.ToArray().Select(character => $"U+{(int)character:X4}"));
        return length > LongestQuote ? $"`{shown}…`" : $"`{shown}`";
    }
}
