using System.Diagnostics;
using Pawl.Checker;
using Pawl.Faults.Rows;

namespace Pawl.Faults.Running;

/// <summary>A row of the matrix, run once on one store.</summary>
/// <param name="Row">The row.</param>
/// <param name="Store">The store.</param>
/// <param name="Seed">The seed.</param>
public sealed record RowRun(Row Row, StoreKind Store, int Seed)
{
    private const int ExamplesShown = 5;

    /// <summary>Runs it.</summary>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>What came of it.</returns>
    public async Task<RowResult> RunAsync(CancellationToken cancellationToken)
    {
        long begun = Stopwatch.GetTimestamp();
        string folder = Directory.CreateTempSubdirectory($"pawl-{Row.Name}-{Store}-".ToLowerInvariant()).FullName;
        (RowOutcome outcome, string report) = await JudgeAsync(folder, cancellationToken);
        if (outcome == RowOutcome.Passed)
        {
            Directory.Delete(folder, recursive: true);
        }
        else
        {
            report += $"\n    kept: {folder}";
        }

        return new RowResult(this, outcome, Stopwatch.GetElapsedTime(begun), report);
    }

    private async Task<(RowOutcome Outcome, string Report)> JudgeAsync(string folder, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Row.Limit);
        try
        {
            await using Site site = await Site.CreateAsync(Store, Seed, folder, limit.Token);
            try
            {
                await Row.BreakAsync(site, limit.Token);
                Evidence evidence = await Settlement.SettleAsync(site, limit.Token);
                Verdict verdict = Row.Judge(evidence);
                string[] unmet = [.. site.Unmet, .. Row.FindUnmet(evidence, site)];
                string more = unmet.Length > ExamplesShown ? $"\n    and {unmet.Length - ExamplesShown} more" : "";
                string seen = string.Concat(site.Reported.Select(what => $"\n    seen: {what}"));
                string missing = string.Concat(unmet.Take(ExamplesShown).Select(what => $"\n    NOT MET: {Shorten(what)}")) + more;
                bool holds = unmet.Length == 0 && verdict.Violations.Count == 0;
                return (holds ? RowOutcome.Passed : RowOutcome.Violated, verdict + seen + missing);
            }
            finally
            {
                site.KeepServerLog();
            }
        }
        catch (CannotInjectException exception)
        {
            return (RowOutcome.NotInjected, exception.Message);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            string late = limit.IsCancellationRequested ? $"took longer than {Row.Limit.TotalSeconds} s: " : "";
            File.WriteAllText(Path.Combine(folder, "exception.txt"), exception.ToString());
            return (RowOutcome.Violated, late + Shorten(exception.Message));
        }
    }

    private static string Shorten(string text) => string.Join('\n', text.Split('\n').Take(ExamplesShown));
}
