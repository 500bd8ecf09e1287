using System.Globalization;

namespace Pawl.Simulation.Tests.Runs;

/// <summary>CI's share of the simulation; docs/internals/how-it-is-tested.md has what was run besides.</summary>
public sealed class SimulationTests
{
    private const string RegressionSeeds = "tests/Pawl.Simulation/regressions.txt";

    [Fact]
    public async Task Fresh_seeds_of_every_scenario_violate_nothing_and_reach_every_fault_point()
    {
        string seed = FreshSeed();

        (int code, string said) = await PlantedBuild.RunAsync("--seed", seed, "--seeds", "120");

        Assert.True(code == 0, $"first seed {seed}\n{said}");
        Assert.Contains("17 of 17 fault points", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fresh_seeds_on_the_real_SQLite_store_violate_nothing()
    {
        string seed = FreshSeed();

        (int code, string said) = await PlantedBuild.RunAsync("--seed", seed, "--seeds", "8", "--store", "sqlite");

        Assert.True(code == 0, $"first seed {seed}\n{said}");
    }

    [Fact]
    public async Task Seeds_that_once_found_a_bug_find_none_now()
    {
        foreach (string line in File.ReadLines(Path.Combine(PlantedBuild.Root, RegressionSeeds)).Where(line => !line.StartsWith('#')))
        {
            string[] parts = line.Split(' ');
            (int code, string said) = await PlantedBuild.RunAsync(
                "--scenario", parts[0], "--seed", parts[1], "--seeds", "1", "--store", parts[2]);
            Assert.True(code == 0, said);
        }
    }

    [Fact]
    public async Task Every_planted_bug_is_found()
    {
        (int code, string said) = await PlantedBuild.RunAsync("--mutants", "--seed", "1", "--seeds", "400");

        Assert.True(code == 0, said);
        Assert.Contains(" 0 survived", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seed_does_the_same_in_every_process()
    {
        (_, string first) = await PlantedBuild.RunAsync("--scenario", "everything", "--seed", "5", "--hash");
        (_, string second) = await PlantedBuild.RunAsync("--scenario", "everything", "--seed", "5", "--hash");
        (_, string other) = await PlantedBuild.RunAsync("--scenario", "everything", "--seed", "6", "--hash");

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task What_it_does_not_know_it_refuses_by_name()
    {
        (int code, string said) = await PlantedBuild.RunAsync("--scenario", "nonsense");
        (int codeOfMutant, string saidOfMutant) = await PlantedBuild.RunAsync("--mutant", "nonsense");

        Assert.Equal((2, 2), (code, codeOfMutant));
        Assert.Contains("no scenario nonsense", said, StringComparison.Ordinal);
        Assert.Contains("no mutant nonsense", saidOfMutant, StringComparison.Ordinal);
    }

    private static string FreshSeed() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
