namespace Pawl.Schedules.Recurrence.Parsing;

/// <summary>Which parts RFC 5545 forbids to stand together.</summary>
internal static class RuleRestrictions
{
    /// <summary>Refuses what does not go together.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="parts">The values of its parts, by name.</param>
    /// <exception cref="ScheduleRuleException">Two parts do not go together.</exception>
    public static void Require(RecurrenceRule rule, IReadOnlyDictionary<string, TextPart> parts)
    {
        string frequency = $"FREQ={rule.Frequency.ToString().ToUpperInvariant()}";
        Refuse("UNTIL", parts.ContainsKey("COUNT"), "A rule with COUNT has no UNTIL.", "Keep one of them.");
        Refuse(
            "BYWEEKNO",
            rule.Frequency != Frequency.Yearly,
            $"BYWEEKNO does not go with {frequency}.",
            "Numbers of weeks need FREQ=YEARLY.");
        Refuse(
            "BYYEARDAY",
            rule.Frequency is Frequency.Monthly or Frequency.Weekly or Frequency.Daily,
            $"BYYEARDAY does not go with {frequency}.",
            "Days of the year need FREQ=YEARLY.");
        Refuse(
            "BYMONTHDAY",
            rule.Frequency == Frequency.Weekly,
            "BYMONTHDAY does not go with FREQ=WEEKLY.",
            "Use FREQ=DAILY with BYDAY and BYMONTHDAY, or FREQ=MONTHLY.");
        bool ordinals = rule.Weekdays.Any(day => day.Ordinal != 0);
        Refuse(
            "BYDAY",
            ordinals && rule.Frequency is not (Frequency.Monthly or Frequency.Yearly),
            $"A number before a day does not go with {frequency}.",
            "Use FREQ=MONTHLY or FREQ=YEARLY, or leave the number out.");
        Refuse(
            "BYDAY",
            ordinals && !rule.WeekNumbers.IsEmpty,
            "A number before a day does not go with BYWEEKNO.",
            "Leave the number out: a week has each day once.");
        Refuse(
            "BYSETPOS",
            parts.Keys.Count(name => name.StartsWith("BY", StringComparison.Ordinal)) == 1,
            "BYSETPOS chooses among the runs of a period and needs another part that begins with BY.",
            "Add one, as in BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1.");

        void Refuse(string part, bool wrong, string problem, string hint)
        {
            if (wrong && parts.TryGetValue(part, out TextPart value))
            {
                throw value.Refuse(problem, hint);
            }
        }
    }
}
