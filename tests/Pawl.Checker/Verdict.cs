using System.Globalization;
using System.Text;
using Pawl.Checker.Journals;
using Pawl.Checker.Rules;

namespace Pawl.Checker;

/// <summary>What the checker found.</summary>
public sealed class Verdict
{
    private const int ExamplesKept = 5;

    private readonly int rules;

    private Verdict(Evidence evidence, int rules, IReadOnlyList<Violation> violations)
    {
        this.rules = rules;
        Violations = violations;
        Incarnations = evidence.History.Entries.OfType<JournalEntry.Begin>().Count();
        Calls = evidence.History.Calls.Count;
        Acknowledged = evidence.History.Acknowledged.Values.SelectMany(promise => promise.Ids).Distinct().Count();
        Runs = evidence.History.Starts.Sum(starts => starts.Count());
        Reruns = Runs - evidence.History.Starts.Count;
        Stored = evidence.Store.Rows.Count;
        Succeeded = evidence.Store.Rows.Count(job => job.State == "Succeeded");
        Failed = evidence.Store.Rows.Count(job => job.State == "Failed");
        Effects = evidence.Store.Effects.Count;
        Ticks = evidence.Store.Ledger.Ticks.Count;
        Skips = evidence.Store.Ledger.Skips.Count;
        Unknown = evidence.History.Calls.Keys.Count(number =>
            !evidence.History.Acknowledged.ContainsKey(number) && !evidence.History.Refused.Contains(number));
    }

    /// <summary>The rules that do not hold; empty is good.</summary>
    public IReadOnlyList<Violation> Violations { get; }

    /// <summary>How many starts of the program wrote something down.</summary>
    public int Incarnations { get; }

    /// <summary>How many calls were begun.</summary>
    public int Calls { get; }

    /// <summary>How many calls a kill left without an answer.</summary>
    public int Unknown { get; }

    /// <summary>How many jobs were acknowledged.</summary>
    public int Acknowledged { get; }

    /// <summary>How often handlers were begun.</summary>
    public int Runs { get; }

    /// <summary>How often handlers were begun on jobs that had been begun before: after kills and planned failures.</summary>
    public int Reruns { get; }

    /// <summary>How many jobs the file holds.</summary>
    public int Stored { get; }

    /// <summary>How many of them succeeded.</summary>
    public int Succeeded { get; }

    /// <summary>How many of them failed, since they were alone at three kills.</summary>
    public int Failed { get; }

    /// <summary>How many effects were written.</summary>
    public int Effects { get; }

    /// <summary>How many ticks of schedules have a job.</summary>
    public int Ticks { get; }

    /// <summary>How often ticks of schedules in a row were skipped.</summary>
    public int Skips { get; }

    /// <summary>Applies rules.</summary>
    /// <param name="evidence">What to judge.</param>
    /// <param name="rules">The rules; by default those for processes one after another.</param>
    /// <returns>The verdict.</returns>
    public static Verdict On(Evidence evidence, IReadOnlyList<Rule>? rules = null)
    {
        rules ??= RuleBook.OneAtATime;
        var violations = new List<Violation>();
        foreach (Rule rule in rules)
        {
            string[] found = [.. rule.FindViolations(evidence)];
            if (found.Length > 0)
            {
                violations.Add(new Violation(rule.Name, [.. found.Take(ExamplesKept)], found.Length));
            }
        }

        return new Verdict(evidence, rules.Count, violations);
    }

    /// <summary>The report for people.</summary>
    /// <returns>A line of numbers, and the violations with examples.</returns>
    public override string ToString()
    {
        var report = new StringBuilder();
        report.Append(
            CultureInfo.InvariantCulture,
            $"{Incarnations} incarnations, {Calls} calls ({Unknown} unanswered), {Acknowledged} jobs acknowledged, {Runs} runs "
            + $"({Reruns} again), {Stored} stored: {Succeeded} succeeded, {Failed} failed; {Effects} effects; "
            + $"{Ticks} ticks, {Skips} skips; {rules} rules, {Violations.Count} broken.");
        foreach (Violation violation in Violations)
        {
            report.AppendLine().Append(CultureInfo.InvariantCulture, $"BROKEN ({violation.Count}): {violation.Rule}");
            foreach (string example in violation.Examples)
            {
                report.AppendLine().Append("    ").Append(example);
            }
        }

        return report.ToString();
    }
}
