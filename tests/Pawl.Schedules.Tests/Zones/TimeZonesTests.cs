using Pawl.Schedules.Zones;

namespace Pawl.Schedules.Tests.Zones;

public sealed class TimeZonesTests
{
    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("UTC")]
    [InlineData("UTC+05:30")]
    [InlineData("America/Argentina/Buenos_Aires")]
    public void A_zone_is_found_by_its_name(string name) => Assert.Equal(name, TimeZones.Find(name).Id);

    [Theory]
    [InlineData("Europe/Belin", "Did you mean Europe/Berlin?")]
    [InlineData("europe/berlin", "Did you mean Europe/Berlin?")]
    [InlineData("Amercia/New_York", "Did you mean America/New_York?")]
    [InlineData("America/New York", "Did you mean America/New_York?")]
    [InlineData("Tokyo", "Did you mean Asia/Tokyo?")]
    [InlineData("new york", "Did you mean America/New_York?")]
    [InlineData("W. Europe Standard Time", "That is a name of Windows; write Europe/Berlin.")]
    [InlineData("pacific standard time", "That is a name of Windows; write America/Los_Angeles.")]
    [InlineData("Middle-earth/Shire", "Write a name of the IANA database, such as Europe/Berlin, or UTC.")]
    [InlineData("", "Write a name of the IANA database, such as Europe/Berlin, or UTC.")]
    public void An_unknown_name_is_answered_with_one_that_is_known(string name, string hint)
    {
        ScheduleRuleException refused = Assert.Throws<ScheduleRuleException>(() => TimeZones.Find(name));

        Assert.Equal((hint, 0, name.Length), (refused.Hint, refused.Position, refused.Length));
    }

    [Fact]
    public void A_long_name_is_refused_without_a_search() =>
        Assert.StartsWith("Write a name", Assert.Throws<ScheduleRuleException>(() => TimeZones.Find(new string('x', 100_000))).Hint,
            StringComparison.Ordinal);

    [Fact]
    public void The_version_names_the_database() => Assert.StartsWith("TZDB: 20", TimeZones.Version, StringComparison.Ordinal);
}
