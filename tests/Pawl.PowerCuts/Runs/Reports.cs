using System.Diagnostics;
using Pawl.PowerCuts.Judging;

namespace Pawl.PowerCuts.Runs;

/// <summary>Runs what was asked for, and says what came of it.</summary>
internal static class Reports
{
    private const int MostViolations = 10;

    /// <summary>Cuts the power.</summary>
    /// <returns>The exit code.</returns>
    public static int Cuts(ulong seed, long images)
    {
        long began = Stopwatch.GetTimestamp();
        CutResult result = CutRun.Run(seed, images, new TrialSettings());
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine($"seeds {seed} to {result.LastSeed}: {result.Tally}");
        Console.WriteLine($"{seconds:N1} s, {result.Tally.Images / seconds:N0} images/s, trace {result.Trace:x16}");
        if (result.Violation is { } violation)
        {
            Say(violation, result.Replay);
        }

        return Verdict(result.Violation is null ? 0 : 1);
    }

    /// <summary>Fails each operation.</summary>
    /// <returns>The exit code.</returns>
    public static int Errors(ulong seed, int? only)
    {
        long began = Stopwatch.GetTimestamp();
        var run = new ErrorRun(seed);
        int violations = 0;
        for (int number = only ?? 1; number <= (only ?? run.Operations) && violations < MostViolations; number++)
        {
            foreach (ErrorKind kind in run.KindsAt(number))
            {
                if (run.Run(number, kind) is { } violation)
                {
                    violations++;
                    Say(violation, $"./eng/cut-power --errors --seed {seed} --at {number}");
                }
            }
        }

        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine($"seed {seed}: {run.Injected.Values.Sum():N0} errors at {run.Operations:N0} operations; {run.Tally}");
        foreach ((string kind, long count) in run.Injected)
        {
            Console.WriteLine($"  {kind,-40} {count,6:N0}");
        }

        Console.WriteLine($"{seconds:N1} s");
        return Verdict(violations);
    }

    private static void Say(Violation violation, string replay) => Console.WriteLine(
        $"VIOLATION at {violation.Where}: expected {violation.Expected}; found {OneLine(violation.Found)}; replay: {replay}");

    private static string OneLine(string text) => text.ReplaceLineEndings(" | ");

    private static int Verdict(int violations)
    {
        Console.WriteLine($"{violations} violations");
        return violations == 0 ? 0 : 1;
    }
}
