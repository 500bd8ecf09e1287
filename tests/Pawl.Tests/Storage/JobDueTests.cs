using Pawl.Storage;

namespace Pawl.Tests.Storage;

public sealed class JobDueTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Now_is_the_stores_now_and_the_default()
    {
        Assert.Equal(Now, JobDue.Now.From(Now));
        Assert.Equal(default, JobDue.Now);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(0)]
    public void A_delay_counts_from_the_stores_now(int seconds) =>
        Assert.Equal(Now.AddSeconds(seconds), JobDue.After(TimeSpan.FromSeconds(seconds)).From(Now));

    [Fact]
    public void An_instant_to_come_is_kept() => Assert.Equal(Now.AddDays(1), JobDue.At(Now.AddDays(1)).From(Now));

    [Fact]
    public void What_is_past_is_now()
    {
        Assert.Equal(Now, JobDue.At(Now.AddDays(-1)).From(Now));
        Assert.Equal(Now, JobDue.After(TimeSpan.FromSeconds(-1)).From(Now));
    }

    [Fact]
    public void An_instant_of_another_zone_is_the_same_instant() =>
        Assert.Equal(Now.AddHours(1), JobDue.At(new DateTimeOffset(2026, 1, 1, 3, 0, 0, TimeSpan.FromHours(2))).From(Now));
}
