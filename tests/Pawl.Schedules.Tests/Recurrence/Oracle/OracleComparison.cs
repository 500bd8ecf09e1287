using NodaTime;
using Pawl.Schedules.Recurrence;

namespace Pawl.Schedules.Tests.Recurrence.Oracle;

/// <summary>One drawn recurrence, and questions about it to the product and to the oracle.</summary>
internal sealed class OracleComparison(int seed, int number, OracleTally tally)
{
    private const int QuestionsAtRandom = 40;
    private const int MostRuns = 300;

    private readonly Random chance = new(unchecked((seed * 486_187_739) + number));
    private List<DateTime> expected = [];
    private string text = "";
    private DateTime first;
    private DateTime last;

    public void Run()
    {
        DateTime start = new DateTime(1890, 1, 1).AddSeconds(chance.NextInt64(220L * 365 * 86_400));
        var rules = new RandomRules(chance);
        OracleRule[] drawn = chance.Next(5) == 0 ? [rules.Draw(start), rules.Draw(start)] : [rules.Draw(start)];
        bool ends = drawn.Any(rule => rule.Count is not null || rule.Until is not null);
        first = ends || chance.Next(2) == 0 ? start.AddDays(-chance.Next(2)) : start.AddDays(chance.Next(400 * 365));
        last = first.AddSeconds(drawn.Min(rule => RandomRules.SpanOf(rule.Frequency)));
        expected = [.. drawn.SelectMany(rule => new SlowRecurrence(rule).Between(first, last)).Distinct().Order()];
        string dates = AddDates() + TakeOut();
        text = $"DTSTART:{OracleRule.Text(start)}\n{string.Join("", drawn.Select(rule => $"RRULE:{rule}\n"))}{dates}";
        if (Parse(drawn, start) is { } set)
        {
            tally.Recurrences++;
            tally.Runs += expected.Count;
            Walk(set);
            AskAtRandom(set);
        }
    }

    private string AddDates()
    {
        if (chance.Next(6) != 0)
        {
            return "";
        }

        DateTime[] added = [.. Enumerable.Range(0, chance.Next(1, 4)).Select(_ => AnyTime())];
        expected = [.. expected.Concat(added).Distinct().Order()];
        return $"RDATE:{string.Join(',', added.Select(OracleRule.Text))}\n";
    }

    private string TakeOut()
    {
        if (expected is [] || chance.Next(6) != 0)
        {
            return "";
        }

        DateTime[] taken = [.. Enumerable.Range(0, chance.Next(1, 6)).Select(_ => expected[chance.Next(expected.Count)])];
        DateTime day = taken[0].Date;
        bool wholeDay = chance.Next(3) == 0;
        expected = [.. expected.Where(time => !taken.Contains(time) && !(wholeDay && time.Date == day))];
        return $"EXDATE:{string.Join(',', taken.Select(OracleRule.Text))}\n" + (wholeDay ? $"EXDATE;VALUE=DATE:{day:yyyyMMdd}\n" : "");
    }

    private RecurrenceSet? Parse(OracleRule[] drawn, DateTime start)
    {
        try
        {
            return RecurrenceSet.Parse(text, DateTimeZone.Utc);
        }
        catch (ScheduleRuleException refused) when (refused.Problem.Contains("never runs", StringComparison.Ordinal))
        {
            tally.NeverRun++;
            bool oneNeverRuns = drawn.Any(rule => new SlowRecurrence(rule).Between(start, start + (last - first)) is []);
            Require(oneNeverRuns || expected is [], $"it was refused, though it runs: {refused.Problem}");
            return null;
        }
        catch (ScheduleRuleException refused) when (refused.Problem.Contains("takes too long to find", StringComparison.Ordinal))
        {
            tally.TooLong++;
            Require(drawn.Any(rule => rule.Count is not null), $"it was refused, though it has no COUNT: {refused.Problem}");
            return null;
        }
    }

    private void Walk(RecurrenceSet set)
    {
        if (expected.Count > MostRuns)
        {
            return;
        }

        DateTime at = first;
        foreach (DateTime next in expected)
        {
            Compare("the first at or after", at, next, set.AtOrAfter(LocalDateTime.FromDateTime(at)));
            at = next.AddSeconds(1);
        }

        at = last;
        foreach (DateTime previous in Enumerable.Reverse(expected).SkipWhile(time => time >= last))
        {
            Compare("the last before", at, previous, set.Before(LocalDateTime.FromDateTime(at)));
            at = previous;
        }
    }

    private void AskAtRandom(RecurrenceSet set)
    {
        for (int question = 0; question < QuestionsAtRandom; question++)
        {
            DateTime at = expected is [] || chance.Next(3) == 0 ? AnyTime()
                : expected[chance.Next(expected.Count)].AddSeconds(chance.Next(-1, 2));
            at = at < first ? first : at > last ? last : at;
            int index = expected.BinarySearch(at);
            index = index < 0 ? ~index : index;
            DateTime? next = index < expected.Count ? expected[index] : null;
            DateTime? previous = index > 0 ? expected[index - 1] : null;
            Compare("the first at or after", at, next, set.AtOrAfter(LocalDateTime.FromDateTime(at)));
            Compare("the last before", at, previous, set.Before(LocalDateTime.FromDateTime(at)));
        }
    }

    // What lies outside the span that the oracle looked at is not judged, except that it lies outside.
    private void Compare(string what, DateTime at, DateTime? wanted, LocalDateTime? answer)
    {
        tally.Questions++;
        DateTime? given = answer?.ToDateTimeUnspecified();
        bool right = wanted is null ? given is null || given < first || given > last : given == wanted;
        if (!right)
        {
            Require(false, $"{what} {at:s} is {wanted:s}, and not {given:s}");
        }
    }

    private DateTime AnyTime() => first.AddSeconds(chance.NextInt64((long)(last - first).TotalSeconds));

    private void Require(bool holds, string otherwise) =>
        Assert.True(holds, $"Seed {seed}, recurrence {number}, from {first:s} to {last:s}: {otherwise}\n{text}");
}
