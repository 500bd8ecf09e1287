using System.Globalization;
using NodaTime;

namespace Pawl.Schedules.Recurrence.Words;

/// <summary>Says a rule in words. What the rule takes from its start is said, too.</summary>
internal static class RuleWords
{
    private const int MostTimes = 6;

    /// <summary>Says a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="start">The second of its start.</param>
    public static string Describe(RecurrenceRule rule, long start)
    {
        RecurrenceRule whole = StartDefaults.Fill(rule, start);
        string[] days = [.. Days(whole)];
        return string.Concat(
            Every(whole),
            days is [] ? "" : $" {string.Join(", only ", days)}",
            Times(whole),
            Weeks(whole),
            whole.Positions.IsEmpty ? "" : $", of these the {Wording.Ordinals(whole.Positions)} in each {Unit(whole.Frequency)}",
            whole.Count is { } count ? $", {count} {(count == 1 ? "time" : "times")}" : "",
            whole.Until is { } until ? $", until {Text(until)}" : "");
    }

    /// <summary>A date and a time: "2026-01-31 09:00", with seconds where there are any.</summary>
    /// <param name="time">The time.</param>
    public static string Text(LocalDateTime time) =>
        time.ToString(time.Second == 0 ? "uuuu-MM-dd HH:mm" : "uuuu-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Every(RecurrenceRule rule) =>
        rule.Interval == 1 ? $"Every {Unit(rule.Frequency)}" : $"Every {rule.Interval} {Unit(rule.Frequency)}s";

    private static string Unit(Frequency frequency) => frequency switch
    {
        Frequency.Yearly => "year",
        Frequency.Monthly => "month",
        Frequency.Weekly => "week",
        Frequency.Daily => "day",
        Frequency.Hourly => "hour",
        Frequency.Minutely => "minute",
        _ => "second",
    };

    private static IEnumerable<string> Days(RecurrenceRule rule)
    {
        if (!rule.Months.IsEmpty)
        {
            string months = $"in {Wording.List(rule.Months.Select(Wording.Month))}";
            if (!rule.MonthDays.IsEmpty)
            {
                yield return $"{months} on the {Wording.Ordinals(rule.MonthDays)}";
            }
            else
            {
                yield return months;
            }
        }
        else if (!rule.MonthDays.IsEmpty)
        {
            yield return $"on the {Wording.Ordinals(rule.MonthDays)} of the month";
        }

        if (!rule.WeekNumbers.IsEmpty)
        {
            yield return $"in the {Wording.Ordinals(rule.WeekNumbers)} week of the year";
        }

        if (!rule.YearDays.IsEmpty)
        {
            yield return $"on the {Wording.Ordinals(rule.YearDays)} day of the year";
        }

        if (!rule.Weekdays.IsEmpty)
        {
            bool ordinals = rule.Weekdays.Any(day => day.Ordinal != 0);
            string scope = rule.Frequency == Frequency.Monthly || !rule.Months.IsEmpty ? "month" : "year";
            yield return $"on {Wording.List(rule.Weekdays.Select(Weekday))}{(ordinals ? $" of the {scope}" : "")}";
        }
    }

    private static string Weekday(OrdinalWeekday day) =>
        day.Ordinal == 0 ? Wording.Weekday(day.Weekday) : $"the {Wording.Ordinal(day.Ordinal)} {Wording.Weekday(day.Weekday)}";

    private static string Times(RecurrenceRule rule)
    {
        bool all = !rule.Hours.IsEmpty && !rule.Minutes.IsEmpty && !rule.Seconds.IsEmpty;
        if (all && rule.Hours.Length * rule.Minutes.Length * rule.Seconds.Length <= MostTimes)
        {
            IEnumerable<string> times =
                from hour in rule.Hours
                from minute in rule.Minutes
                from second in rule.Seconds
                select rule.Seconds is [0] ? $"{hour:00}:{minute:00}" : $"{hour:00}:{minute:00}:{second:00}";
            return $" at {Wording.List(times)}";
        }

        string[] parts =
        [
            .. Part("hour", rule.Hours),
            .. Part("minute", rule.Minutes),
            .. rule.Seconds is [0] ? [] : Part("second", rule.Seconds),
        ];
        return parts is [] ? "" : $" at {string.Join(", ", parts)}";
    }

    private static IEnumerable<string> Part(string name, IReadOnlyCollection<int> numbers) =>
        numbers.Count == 0 ? [] : [$"{name} {Wording.List(numbers.Select(number => $"{number}"))}"];

    private static string Weeks(RecurrenceRule rule)
    {
        bool matters = !rule.WeekNumbers.IsEmpty
            || (rule.Frequency == Frequency.Weekly && (rule.Interval > 1 || !rule.Positions.IsEmpty));
        return matters && rule.WeekStart != 0 ? $", weeks from {Wording.Weekday(rule.WeekStart)}" : "";
    }
}
