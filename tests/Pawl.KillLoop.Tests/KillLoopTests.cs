using System.Diagnostics;
using System.Globalization;
using Pawl.Checker;
using Pawl.Faults.Processes;
using Pawl.KillLoop.Tests.Processes;

namespace Pawl.KillLoop.Tests;

/// <summary>A real process on a real file, killed at a random moment, again and again. <c>PAWL_KILL_CYCLES</c> sets how
/// often in all, <c>PAWL_SEED</c> repeats a run as far as the machine allows.</summary>
public sealed class KillLoopTests : IDisposable
{
    private const int Rounds = 4;

    private static readonly TimeSpan LongestWork = TimeSpan.FromMilliseconds(300);

    private static readonly int CyclesInRound =
        (int.Parse(Environment.GetEnvironmentVariable("PAWL_KILL_CYCLES") ?? "200", CultureInfo.InvariantCulture) + Rounds - 1)
        / Rounds;

    private readonly Workplace workplace = new();

    public static TheoryData<int> RoundNumbers => [.. Enumerable.Range(1, Rounds)];

    public void Dispose() => workplace.Dispose();

    [Theory]
    [MemberData(nameof(RoundNumbers))]
    public async Task Nothing_acknowledged_is_lost_and_nothing_completed_runs_again_when_a_process_is_killed_at_any_moment(int round)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        var chance = new Random(workplace.Seed + round);
        var time = Stopwatch.StartNew();

        for (int cycle = 0; cycle < CyclesInRound; cycle++)
        {
            await RunAndKillAsync(chance, cancellationToken);
        }

        Verdict verdict = Verdict.On(await workplace.DrainAsync(cancellationToken));
        Console.WriteLine(
            $"Kill loop, round {round}, seed {workplace.Seed}: {CyclesInRound} kills in {time.Elapsed.TotalSeconds:0} s. {verdict}");
        Assert.True(verdict.Violations.Count == 0, $"Seed {workplace.Seed}: {verdict}");
        Assert.True(verdict.Acknowledged > CyclesInRound, $"The program hardly worked: {verdict}");
    }

    /// <summary>One kill in four comes while the program starts: in its migration, its recovery, or its first claims. The
    /// others come within 300 ms after it, or as much longer as a busy machine took to start it.</summary>
    private async Task RunAndKillAsync(Random chance, CancellationToken cancellationToken)
    {
        var time = Stopwatch.StartNew();
        await using NodeProcess program = workplace.Start("work");
        TimeSpan longest = LongestWork;
        if (chance.Next(4) > 0)
        {
            await program.HearAsync("ready", cancellationToken);
            longest = time.Elapsed > longest ? time.Elapsed : longest;
        }

        await Task.Delay(longest * chance.NextDouble(), TimeProvider.System, cancellationToken);
        await program.KillAsync(cancellationToken);
        Assert.True(
            program.ExitCode == NodeProcess.Killed,
            $"Seed {workplace.Seed}: the program ended by itself.\n{await program.EndAsync(cancellationToken)}");
    }
}
