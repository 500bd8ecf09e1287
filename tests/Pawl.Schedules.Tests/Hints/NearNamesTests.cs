using Pawl.Schedules.Hints;

namespace Pawl.Schedules.Tests.Hints;

public sealed class NearNamesTests
{
    private static readonly string[] Names = ["MON", "TUE", "Europe/Berlin", "Europe/Dublin"];

    [Theory]
    [InlineData("MOO", "MON")]
    [InlineData("mon", "MON")]
    [InlineData("mno", "MON")]
    [InlineData("TEU", "TUE")]
    [InlineData("MOND", "MON")]
    [InlineData("UE", "TUE")]
    [InlineData("Europe/Dubln", "Europe/Dublin")]
    [InlineData("Evrope/Berln", "Europe/Berlin")]
    [InlineData("XYZ", null)]
    [InlineData("MXX", null)]
    [InlineData("", null)]
    public void The_name_with_the_fewest_slips_is_near(string text, string? name) => Assert.Equal(name, NearNames.Find(text, Names));
}
