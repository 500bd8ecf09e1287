using System.Diagnostics;
using Pawl.Schedules.Rules;

namespace Pawl.Load.Scenarios;

/// <summary>How long a rule can keep a caller busy that was written to do so; no store is in it.</summary>
internal sealed class Hostile : IScenario
{
    private const int Runs = 5;

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public string Name => "hostile";

    public int DefaultJobs => 30;

    public Task<IReadOnlyList<(string Metric, double Value, string Unit)>> MeasureAsync(LoadSettings settings, int jobs)
    {
        var cold = HostileInputs.All.Select(input => (input.Name, Milliseconds: Time(input.Rule, input.Options))).ToArray();
        var warm = HostileInputs.All
            .Select(input => (input.Name, Milliseconds: Median(jobs, () => Time(input.Rule, input.Options))))
            .OrderByDescending(input => input.Milliseconds)
            .ToArray();
        IEnumerable<string> slowest = warm.Take(10).Select(input => $"{input.Name} {input.Milliseconds:0.00}");
        Console.Error.WriteLine($"Slowest: {string.Join(", ", slowest)} ms");
        return Task.FromResult<IReadOnlyList<(string, double, string)>>(
        [
            ("slowest_ms", warm[0].Milliseconds, "ms"),
            ("first_ms", cold[0].Milliseconds, "ms"),
            ("slowest_first_ms", cold.Max(input => input.Milliseconds), "ms"),
        ]);
    }

    // What a preview does, from the text to the runs or to the error.
    private static double Time(ScheduleRule rule, ScheduleOptions options)
    {
        long startedAt = Stopwatch.GetTimestamp();
        try
        {
            _ = RuleCompiler.Compile("hostile", rule, options).RunsAfter(Now).Take(Runs).Count();
        }
        catch (ScheduleRuleException refused)
        {
            _ = refused.Message;
        }

        return Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds;
    }

    // The first half warms up the compiler.
    private static double Median(int rounds, Func<double> time)
    {
        double[] times = [.. Enumerable.Range(0, Math.Max(2, rounds)).Select(_ => time()).Skip(rounds / 2).Order()];
        return times[times.Length / 2];
    }
}
