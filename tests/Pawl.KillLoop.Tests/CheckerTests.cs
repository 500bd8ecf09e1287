using Pawl.Checker;
using Pawl.Checker.Journals;
using Pawl.Checker.Rules;
using Pawl.Checker.Store;
using Pawl.KillLoop.Tests.Plants;

namespace Pawl.KillLoop.Tests;

public sealed class CheckerTests(Garden garden) : IClassFixture<Garden>
{
    public static TheoryData<string> PlantNames => [.. PlantBook.All.Select(plant => plant.Name)];

    [Fact]
    public void Sound_files_break_no_rule()
    {
        Verdict verdict = Verdict.On(garden.Sound);

        Assert.True(verdict.Violations.Count == 0, verdict.ToString());
        Assert.Equal(3, verdict.Incarnations);
    }

    [Fact]
    public void Every_rule_has_a_planted_violation() =>
        Assert.Equal(
            RuleBook.All.Select(rule => rule.Name).Order(), PlantBook.All.Select(plant => plant.Rule).Distinct().Order());

    [Theory]
    [MemberData(nameof(PlantNames))]
    public void A_planted_violation_is_found(string name)
    {
        Plant plant = PlantBook.All.Single(plant => plant.Name == name);
        using var soil = new Soil(garden.Folder, garden.Sound);

        plant.Sow(soil);

        Verdict verdict = Verdict.On(Evidence.Read(soil.Folder), RuleBook.All);
        Assert.Contains(plant.Rule, verdict.Violations.Select(violation => violation.Rule));
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(6, false)]
    public void A_tick_that_ran_under_a_primary_whose_commits_are_lost_may_run_as_another_job(long lostFrom, bool holds)
    {
        using var soil = new Soil(garden.Folder, garden.Sound);
        StoredTick tick = soil.Tick;
        soil.Write($"@5 tick 77 1 {tick.Schedule} {tick.At}");

        Verdict verdict = Verdict.On(LostTail.Cut(Evidence.Read(soil.Folder), lostFrom, until: 8), RuleBook.Cluster);

        Assert.Equal(holds, verdict.Violations.All(violation => violation.Rule != "A tick has one job at most"));
    }
}
