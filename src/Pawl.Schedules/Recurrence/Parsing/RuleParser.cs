using System.Collections.Immutable;
using System.Globalization;
using NodaTime;

namespace Pawl.Schedules.Recurrence.Parsing;

/// <summary>Reads the value of an RRULE: <c>FREQ=WEEKLY;BYDAY=MO,WE</c>.</summary>
internal static class RuleParser
{
    private const int LargestInterval = 100_000_000;
    private const int LargestCount = 15_000;
    private const string Known = "Known are FREQ, INTERVAL, COUNT, UNTIL, WKST, BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY, BYDAY, BYHOUR, "
        + "BYMINUTE, BYSECOND and BYSETPOS.";

    private static readonly string[] Weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    private static readonly string[] Names =
    [
        "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY", "BYHOUR", "BYMINUTE",
        "BYSECOND", "BYSETPOS",
    ];

    /// <summary>Reads a rule.</summary>
    /// <param name="text">The text.</param>
    /// <param name="until">Reads the value of UNTIL.</param>
    /// <exception cref="ScheduleRuleException">It is no rule.</exception>
    public static RecurrenceRule Parse(TextPart text, Func<TextPart, LocalDateTime> until)
    {
        Dictionary<string, TextPart> parts = Split(text);
        if (!parts.TryGetValue("FREQ", out TextPart frequency))
        {
            throw text.Refuse("The rule has no FREQ.", "Begin it with one, as in FREQ=DAILY.");
        }

        var rule = new RecurrenceRule
        {
            Frequency = Enum.GetValues<Frequency>().Cast<Frequency?>().FirstOrDefault(known => frequency.Is($"{known}"))
                ?? throw frequency.Refuse(
                    $"{frequency} is not a frequency.", "Use SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY or YEARLY."),
            Interval = One(parts, "INTERVAL", 1, LargestInterval) ?? 1,
            Count = One(parts, "COUNT", 1, LargestCount),
            Until = parts.TryGetValue("UNTIL", out TextPart last) ? until(last) : null,
            WeekStart = parts.TryGetValue("WKST", out TextPart first) ? Weekday(first) : 0,
            Months = List(parts, "BYMONTH", 1, 12),
            WeekNumbers = List(parts, "BYWEEKNO", -53, 53),
            YearDays = List(parts, "BYYEARDAY", -366, 366),
            MonthDays = List(parts, "BYMONTHDAY", -31, 31),
            Weekdays = parts.TryGetValue("BYDAY", out TextPart days) ? [.. days.Split(',').Select(Ordinal).Distinct()] : [],
            Hours = List(parts, "BYHOUR", 0, 23),
            Minutes = List(parts, "BYMINUTE", 0, 59),
            Seconds = List(parts, "BYSECOND", 0, 59),
            Positions = List(parts, "BYSETPOS", -366, 366),
        };
        RuleRestrictions.Require(rule, parts);
        return rule;
    }

    private static Dictionary<string, TextPart> Split(TextPart text)
    {
        var parts = new Dictionary<string, TextPart>();
        foreach (TextPart part in text.Split(';'))
        {
            if (part.IndexOf('=') is not { } equals)
            {
                throw part.Refuse($"{part} is not a part of a rule.", "Parts are NAME=value, with ';' between them.");
            }

            TextPart written = part.Slice(0, equals);
            string name = Array.Find(Names, written.Is) ?? throw written.Refuse($"A rule has no part {written}.", Known);
            TextPart value = part.From(equals + 1);
            if (value.Length == 0)
            {
                throw part.Refuse($"{name} has no value.", "Write one, or leave the part out.");
            }

            if (!parts.TryAdd(name, value))
            {
                throw part.Refuse($"{name} is there twice.", "Put all values in one list, with ',' between them.");
            }
        }

        return parts;
    }

    private static int? One(Dictionary<string, TextPart> parts, string name, int least, int most) =>
        parts.TryGetValue(name, out TextPart value) ? Number(value, name, least, most) : null;

    private static ImmutableArray<int> List(Dictionary<string, TextPart> parts, string name, int least, int most) =>
        parts.TryGetValue(name, out TextPart values)
            ? [.. values.Split(',').Select(value => Number(value, name, least, most)).Distinct().Order()]
            : [];

    private static int Number(TextPart part, string name, int least, int most)
    {
        NumberStyles style = least < 0 ? NumberStyles.AllowLeadingSign : NumberStyles.None;
        bool isNumber = int.TryParse(part.Text, style, CultureInfo.InvariantCulture, out int number);
        if (isNumber && number >= least && number <= most && (number != 0 || least == 0))
        {
            return number;
        }

        throw part.Refuse($"{name} cannot be {part}.", HintFor(name, least, most));
    }

    private static string HintFor(string name, int least, int most) => name switch
    {
        "BYSECOND" => "Use 0 to 59; leap seconds are not known here.",
        "COUNT" => $"Use 1 to {most}; a rule that goes on for longer is ended by UNTIL.",
        _ when least < 0 => $"Use 1 to {most}, or -1 to {least} to count from the end.",
        _ => $"Use {least} to {most}.",
    };

    private static OrdinalWeekday Ordinal(TextPart part)
    {
        if (part.Length <= 2)
        {
            return new OrdinalWeekday(Weekday(part), 0);
        }

        int weekday = Weekday(part.From(part.Length - 2));
        return new OrdinalWeekday(weekday, Number(part.Slice(0, part.Length - 2), "The number before a day in BYDAY", -53, 53));
    }

    private static int Weekday(TextPart part)
    {
        int weekday = Array.FindIndex(Weekdays, part.Is);
        return weekday >= 0 ? weekday : throw part.Refuse($"{part} is not a day of the week.", "Use MO, TU, WE, TH, FR, SA or SU.");
    }
}
