using System.Collections.Immutable;
using NodaTime;
using Pawl.Schedules.Recurrence.Days;
using Pawl.Schedules.Recurrence.Points;

namespace Pawl.Schedules.Recurrence.Parsing;

/// <summary>Reads the lines of a recurrence.</summary>
/// <param name="zone">The zone of the schedule.</param>
/// <param name="start">The start of a text that has no DTSTART.</param>
/// <param name="effort">Counts the steps.</param>
internal sealed class SetParser(DateTimeZone zone, LocalDateTime? start, Effort effort)
{
    private const int LongestText = 32_768;

    private const int MostRules = 8;

    // What it may cost to find the ends of all that have a COUNT; some milliseconds.
    private const int MostSteps = 25_000;

    private readonly List<TextPart> rules = [];
    private readonly List<ContentProperty> dates = [];
    private readonly List<ContentProperty> exclusions = [];
    private ContentProperty? begins;
    private long spentOnCounts;

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ScheduleRuleException">It is no recurrence, or one that never runs.</exception>
    public RecurrenceSet Parse(string text)
    {
        if (text.Length > LongestText)
        {
            throw new ScheduleRuleException(
                $"The recurrence has {text.Length} characters.", $"Use {LongestText} at most.", LongestText, text.Length - LongestText);
        }

        RecurrenceSet set = Parse(ContentLine.Read(text));
        return set.AtOrAfter(default, effort) is not null ? set : throw new ScheduleRuleException(
            "The recurrence never runs: EXDATE takes out every time.", "Leave an EXDATE out.", 0, text.Length);
    }

    /// <summary>Reads lines; all their times may be taken out.</summary>
    /// <param name="lines">The lines.</param>
    /// <exception cref="ScheduleRuleException">They are no recurrence, or have a rule that never runs.</exception>
    public RecurrenceSet Parse(IEnumerable<ContentLine> lines)
    {
        foreach (ContentLine line in lines)
        {
            Sort(line);
        }

        return rules.Count > 0 || begins is not null || dates.Count > 0
            ? Build()
            : throw new ScheduleRuleException("The recurrence has no rule.", "Write one, as in FREQ=WEEKLY;BYDAY=MO.");
    }

    private void Sort(ContentLine line)
    {
        TextPart whole = line.Whole;
        if (whole.IndexOf('=') is { } equals && !(whole.IndexOf(':') < equals) && !(whole.IndexOf(';') < equals))
        {
            rules.Add(whole);
            return;
        }

        ContentProperty property = ContentProperty.Read(line)
            ?? throw whole.Refuse($"{whole} is not a line of a recurrence.", "Lines are DTSTART, RRULE, RDATE or EXDATE, ':' and a value.");
        switch (property.Name.Text.ToUpperInvariant())
        {
            case "DTSTART" when begins is null:
                begins = property;
                break;
            case "DTSTART":
                throw property.Name.Refuse("DTSTART is there twice.", "A recurrence has one start.");
            case "RRULE":
                rules.Add(property.Value);
                break;
            case "RDATE":
                dates.Add(property);
                break;
            case "EXDATE":
                exclusions.Add(property);
                break;
            case "EXRULE":
                throw property.Name.Refuse(
                    "EXRULE is no longer part of iCalendar.", "Take single times out with EXDATE, or days with a calendar.");
            default:
                throw property.Name.Refuse($"A recurrence has no {property.Name}.", "Lines are DTSTART, RRULE, RDATE or EXDATE.");
        }
    }

    private RecurrenceSet Build()
    {
        CalendarTime first = begins is null
            ? new CalendarTime(start ?? throw MissingStart(), HasTime: true, IsUtc: false)
            : Read(begins, begins.Value);
        long second = WallSeconds.From(first.Time);
        if (rules.Count > MostRules)
        {
            throw rules[MostRules].Refuse($"The recurrence has {rules.Count} rules.", $"Use {MostRules} at most, or more schedules.");
        }

        ImmutableArray<BoundedRule> bounded = [.. rules.Select(rule => Bound(rule, first, second))];
        List<long> single = [.. Values(dates).Select(date => WallSeconds.From(WithTimeOf(date, first)))];
        if (bounded.IsEmpty && begins is not null)
        {
            single.Add(second);
        }

        ILookup<bool, long> excluded = Values(exclusions).ToLookup(time => time.HasTime, time => WallSeconds.From(time.Time));
        return new RecurrenceSet(
            second, bounded, single, new ExcludedTimes(excluded[true], excluded[false].Select(time => time / DayNumbers.Seconds)));
    }

    private BoundedRule Bound(TextPart text, CalendarTime first, long second)
    {
        RecurrenceRule rule = RuleParser.Parse(text, ReadUntil);
        bool hasTimes = rule.IsWithinDay || !rule.Hours.IsEmpty || !rule.Minutes.IsEmpty || !rule.Seconds.IsEmpty;
        if (hasTimes && !first.HasTime)
        {
            throw text.Refuse(
                "The rule speaks of times of the day, and its DTSTART is a date.", "Give DTSTART a time, as in 20260131T090000.");
        }

        long last = rule.Until is { } until ? WallSeconds.From(until) : WallSeconds.Last;
        var bounded = new BoundedRule(rule, RuleCompiler.Compile(rule, second, effort), second, last);
        if (bounded.AtOrAfter(second, effort) is null)
        {
            throw text.Refuse(
                "The rule never runs: no time from its start to its end fits all its parts.",
                "Take a part out, or change the start or UNTIL.");
        }

        return rule.Count is { } count ? bounded with { Last = EndOf(bounded, count, text) } : bounded;
    }

    private long EndOf(BoundedRule rule, int count, TextPart text)
    {
        long begun = effort.Spent;
        long last = rule.First - 1;
        for (int run = 0; run < count && rule.AtOrAfter(last + 1, effort) is { } next; run++)
        {
            last = next;
            if (spentOnCounts + effort.Spent - begun > MostSteps)
            {
                throw text.Refuse($"The end of the rule, its COUNT={count}, takes too long to find.", "Use UNTIL instead of COUNT.");
            }
        }

        spentOnCounts += effort.Spent - begun;
        return last;
    }

    private IEnumerable<CalendarTime> Values(IEnumerable<ContentProperty> properties) =>
        properties.SelectMany(property => property.Value.Split(',').Select(value => Read(property, value)));

    private CalendarTime Read(ContentProperty property, TextPart value)
    {
        if (property.Parameter("TZID") is { } name && !name.Is(zone.Id))
        {
            throw name.Refuse(
                $"The zone {name} is not the schedule's, which is '{zone.Id}'.", "Give the schedule this zone, or leave TZID out.");
        }

        TextPart? type = property.Parameter("VALUE");
        if (type is { } other && !other.Is("DATE") && !other.Is("DATE-TIME"))
        {
            throw other.Refuse($"Values of the type {other} are not read here.", "Use DATE or DATE-TIME.");
        }

        CalendarTime time = CalendarTime.Read(value);
        if (type is { } said && said.Is("DATE") == time.HasTime)
        {
            throw value.Refuse($"{value} is not of the type {said}.", "Change the value, or the parameter VALUE.");
        }

        return !time.IsUtc || IsUtc ? time : throw value.Refuse(
            $"{value} is a time in UTC, and the schedule's zone is '{zone.Id}'.", "Write the time of that zone, without the Z.");
    }

    // RFC 5545 has UNTIL in UTC where the start has a zone. An instant has one time on the wall clock, so nothing is lost.
    private LocalDateTime ReadUntil(TextPart value)
    {
        CalendarTime until = CalendarTime.Read(value);
        return !until.HasTime ? until.Time.Date.At(new LocalTime(23, 59, 59))
            : until.IsUtc ? until.Time.InUtc().WithZone(zone).LocalDateTime
            : until.Time;
    }

    private bool IsUtc => zone.MinOffset == Offset.Zero && zone.MaxOffset == Offset.Zero;

    private static LocalDateTime WithTimeOf(CalendarTime date, CalendarTime first) =>
        date.HasTime ? date.Time : date.Time.Date.At(first.Time.TimeOfDay);

    private static ScheduleRuleException MissingStart() =>
        new("The recurrence has no start.", "Add a line DTSTART, as in DTSTART:20260131T090000.");
}
