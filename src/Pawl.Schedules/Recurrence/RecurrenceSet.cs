using System.Collections.Immutable;
using NodaTime;
using Pawl.Schedules.Recurrence.Parsing;
using Pawl.Schedules.Recurrence.Points;
using Pawl.Schedules.Recurrence.Words;
using Pawl.Schedules.Ticks;

namespace Pawl.Schedules.Recurrence;

/// <summary>The times of a recurrence as RFC 5545 has it: those of its rules and dates, without what is taken out. Immutable.</summary>
internal sealed class RecurrenceSet : LocalTimes
{
    private readonly long start;
    private readonly ImmutableArray<BoundedRule> rules;
    private readonly ListedPoints dates;
    private readonly ExcludedTimes excluded;

    /// <summary>Takes the parts.</summary>
    /// <param name="start">The second of DTSTART.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="dates">The seconds of single times.</param>
    /// <param name="excluded">What is taken out.</param>
    internal RecurrenceSet(long start, ImmutableArray<BoundedRule> rules, IEnumerable<long> dates, ExcludedTimes excluded)
    {
        this.start = start;
        this.rules = rules;
        this.dates = new ListedPoints([.. dates.Distinct().Order()]);
        this.excluded = excluded;
    }

    /// <summary>Whether all rules repeat within a day.</summary>
    public override bool IsInterval => !rules.IsEmpty && rules.All(bounded => bounded.Rule.IsWithinDay);

    /// <summary>The rule, where there is one and nothing besides it; otherwise null.</summary>
    public RecurrenceRule? OnlyRule => rules is [var only] && dates.IsEmpty && excluded.Count == 0 ? only.Rule : null;

    /// <summary>Reads a recurrence.</summary>
    /// <param name="text">A rule alone (<c>FREQ=DAILY</c>), or lines of iCalendar: DTSTART, RRULE, RDATE, EXDATE.</param>
    /// <param name="zone">The zone of the schedule; the text must not speak of another.</param>
    /// <param name="start">The start of a text that has no DTSTART.</param>
    /// <returns>The recurrence.</returns>
    /// <exception cref="ScheduleRuleException">The text is no recurrence, or one that never runs.</exception>
    public static RecurrenceSet Parse(string text, DateTimeZone zone, LocalDateTime? start = null) =>
        Parse(text, zone, start, new Effort());

    /// <summary>Reads a recurrence, and counts the steps.</summary>
    internal static RecurrenceSet Parse(string text, DateTimeZone zone, LocalDateTime? start, Effort effort) =>
        new SetParser(zone, start, effort).Parse(text);

    /// <inheritdoc />
    public override LocalDateTime? AtOrAfter(LocalDateTime from) => AtOrAfter(from, new Effort());

    /// <inheritdoc />
    public override LocalDateTime? Before(LocalDateTime until) => Before(until, new Effort());

    /// <summary>Says the recurrence in words: "Every week on Monday and Wednesday at 09:00, until 2027-01-01 00:00".</summary>
    public string Describe()
    {
        IEnumerable<string> parts = rules.Select(bounded => RuleWords.Describe(bounded.Rule, start));
        if (!dates.IsEmpty)
        {
            parts = parts.Append($"On {Wording.List(dates.Select(date => RuleWords.Text(WallSeconds.ToTime(date))))}");
        }

        return string.Join("; ", parts) + (excluded.Count == 0 ? "" : $"; except {excluded.Count} dates or times");
    }

    /// <summary>The first time at or after another, and counts the steps.</summary>
    internal LocalDateTime? AtOrAfter(LocalDateTime from, Effort effort)
    {
        long? next = WallSeconds.From(from);
        while (next is { } second)
        {
            next = dates.AtOrAfter(second, effort);
            foreach (BoundedRule rule in rules)
            {
                if (rule.AtOrAfter(second, effort) is { } found && !(found >= next))
                {
                    next = found;
                }
            }

            if (next is not { } time || excluded.EndOf(time) is not { } end)
            {
                break;
            }

            next = end;
        }

        return next is { } at ? WallSeconds.ToTime(at) : null;
    }

    /// <summary>The last time before another, and counts the steps.</summary>
    internal LocalDateTime? Before(LocalDateTime until, Effort effort)
    {
        long? previous = WallSeconds.From(until) - 1;
        while (previous is { } second)
        {
            previous = dates.AtOrBefore(second, effort);
            foreach (BoundedRule rule in rules)
            {
                if (rule.AtOrBefore(second, effort) is { } found && !(found <= previous))
                {
                    previous = found;
                }
            }

            if (previous is not { } time || excluded.StartOf(time) is not { } beginning)
            {
                break;
            }

            previous = beginning;
        }

        return previous is { } at ? WallSeconds.ToTime(at) : null;
    }
}
