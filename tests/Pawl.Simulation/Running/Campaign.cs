using System.Diagnostics;
using System.Globalization;
using Pawl.Checker.Histories;
using Pawl.Simulation.Scenarios;

namespace Pawl.Simulation.Running;

/// <summary>Many seeds of some scenarios, one after the other.</summary>
internal sealed class Campaign(IReadOnlyList<Scenario> scenarios, bool onSqlite, string replayCommand, TextWriter output)
{
    private const int EventsShown = 200;

    /// <summary>One seed in so many runs again in another process, and must do the same there.</summary>
    private const int SeedsToARepetition = 100;

    /// <summary>So many seeds reach every fault point, or there is a hole in the scenarios.</summary>
    private const int SeedsThatReachAll = 1_000;

    private readonly long[] faultPoints = new long[Enum.GetValues<FaultPoint>().Length];
    private long seeds;
    private long steps;
    private long events;
    private long operations;
    private long faults;
    private long deaths;
    private double hours;
    private long searched;
    private long inconclusive;
    private long repetitions;

    public int Violations { get; private set; }

    /// <summary>Runs seeds until there are enough, or one is violated.</summary>
    /// <param name="first">The first seed.</param>
    /// <param name="count">How many seeds of each scenario.</param>
    public void Run(ulong first, int count)
    {
        var watch = Stopwatch.StartNew();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        for (ulong seed = first; seed < first + (ulong)count; seed++)
        {
            foreach (Scenario scenario in scenarios)
            {
                if (Violations == 0)
                {
                    RunSeed(scenario, seed);
                }
            }
        }

        Report(watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    /// <summary>Runs one seed and writes the hash of all that happened.</summary>
    public void WriteHash(Scenario scenario, ulong seed)
    {
        var run = new SeedRun(scenario, seed, onSqlite);
        run.Run();
        output.WriteLine(TextOf(run.Trace));
    }

    /// <summary>Runs one seed and shows it.</summary>
    public void Replay(Scenario scenario, ulong seed, bool showsAll)
    {
        var run = new SeedRun(
            scenario, seed, onSqlite, showsAll ? (job, text) => output.WriteLine(job == 0 ? text : $"{text} (job {job})") : null);
        IReadOnlyList<HistoryViolation> violations = run.Run();
        Count(run);
        output.WriteLine(run);
        output.WriteLine(run.Swarm);
        Show(scenario, seed, violations);
    }

    private void RunSeed(Scenario scenario, ulong seed)
    {
        var run = new SeedRun(scenario, seed, onSqlite);
        IReadOnlyList<HistoryViolation> violations = run.Run();
        Count(run);
        Show(scenario, seed, violations);
        if (violations.Count == 0 && seed % SeedsToARepetition == 0)
        {
            Repeat(scenario, seed, run.Trace);
        }
    }

    /// <summary>Runs a seed in another process. What depends on a hash code, on a thread or on the time of day differs there.</summary>
    private void Repeat(Scenario scenario, ulong seed, ulong trace)
    {
        string[] store = onSqlite ? ["--store", "sqlite"] : [];
        (_, string said) = ChildProcess.Run(
            ["--scenario", scenario.Name, "--seed", seed.ToString(CultureInfo.InvariantCulture), "--hash", .. store]);
        repetitions++;
        if (said.Trim() != TextOf(trace))
        {
            Violations++;
            output.WriteLine(
                $"VIOLATION a seed runs the same each time: scenario {scenario.Name}, seed {seed}: {TextOf(trace)} here, "
                + $"{said.Trim()} there");
        }
    }

    private static string TextOf(ulong trace) => trace.ToString("x16", CultureInfo.InvariantCulture);

    private void Count(SeedRun run)
    {
        seeds++;
        steps += run.Steps;
        events += run.History.Events;
        operations += run.Stats.Operations;
        faults += run.Stats.Faults + run.Stats.Disasters;
        deaths += run.Stats.Deaths;
        hours += run.Hours;
        searched += run.History.Searched;
        inconclusive += run.History.Inconclusive;
        for (int point = 0; point < faultPoints.Length; point++)
        {
            faultPoints[point] += run.Stats.FaultPoints[point];
        }
    }

    private void Show(Scenario scenario, ulong seed, IReadOnlyList<HistoryViolation> violations)
    {
        if (violations.Count == 0)
        {
            return;
        }

        Violations += violations.Count;
        HistoryViolation first = violations[0];
        output.WriteLine($"VIOLATION {first.Invariant}: {(first.Job == 0 ? "" : $"job {first.Job} ")}{first.What}");
        output.WriteLine(
            $"  event {first.Event}, {violations.Count} in all; replay: {replayCommand} --scenario {scenario.Name} --seed {seed} --trace");
        ShowEventsOf(scenario, seed, first.Job);
    }

    private void ShowEventsOf(Scenario scenario, ulong seed, long job)
    {
        var kept = new Queue<string>();
        new SeedRun(scenario, seed, onSqlite, (named, text) =>
        {
            if (named == job)
            {
                kept.Enqueue(text);
                if (kept.Count > EventsShown)
                {
                    kept.Dequeue();
                }
            }
        }).Run();
        if (job != 0)
        {
            output.WriteLine($"  the last {kept.Count} events of job {job}:");
            foreach (string text in kept)
            {
                output.WriteLine("    " + text);
            }
        }
    }

    private void Report(double seconds, double processorSeconds)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{seeds:N0} seeds, {hours:N0} cluster-hours ({hours / seconds:N0}/s, {hours / processorSeconds:N0} a processor-second), "
            + $"{steps:N0} steps ({steps / processorSeconds:N0} a processor-second), {events:N0} events, {operations:N0} operations, "
            + $"{faults:N0} faults, {deaths:N0} deaths, {searched:N0} searches for an order ({inconclusive:N0} inconclusive), "
            + $"{repetitions:N0} seeds repeated in another process, {Violations} violations, {seconds:N1} s"));
        FaultPoint[] missed = [.. Enum.GetValues<FaultPoint>().Where(point => faultPoints[(int)point] == 0)];
        if (missed.Length == faultPoints.Length)
        {
            output.WriteLine("  no fault points in this build; ./eng/simulate makes one with them");
            return;
        }

        output.WriteLine(
            $"  {faultPoints.Length - missed.Length} of {faultPoints.Length} fault points reached, {faultPoints.Sum():N0} times");
        if (missed.Length > 0 && scenarios.Count == ScenarioBook.All.Count && seeds >= SeedsThatReachAll)
        {
            Violations++;
            output.WriteLine($"VIOLATION fault points that no seed has reached are a hole: {string.Join(", ", missed)}");
        }
    }
}
