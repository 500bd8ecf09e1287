using Pawl.Checker;
using Pawl.Checker.Rules;
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
}
