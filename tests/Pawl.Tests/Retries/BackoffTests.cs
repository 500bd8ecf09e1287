using Pawl.ReferenceModel.Chance;

namespace Pawl.Tests.Retries;

public sealed class BackoffTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(12, 2_048)]
    [InlineData(13, 3_600)]
    [InlineData(41, 3_600)]
    [InlineData(1_000, 3_600)]
    [InlineData(int.MaxValue, 3_600)]
    public void The_delay_doubles_until_it_is_as_long_as_it_may_be(int attempt, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.Ceiling(attempt, Second, 2, Hour));

    [Fact]
    public void A_factor_of_one_keeps_the_delay() => Assert.Equal(Second, Backoff.Ceiling(500, Second, 1, Hour));

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    [InlineData(int.MaxValue)]
    public void No_delay_stays_no_delay_however_often_it_is_multiplied(int attempt) =>
        Assert.Equal(TimeSpan.Zero, Backoff.Ceiling(attempt, TimeSpan.Zero, 10, Hour));

    [Theory]
    [InlineData(0, 0.5, 60)]
    [InlineData(1, 0, 60)]
    [InlineData(1, 0.5, 30)]
    [InlineData(0.5, 0.5, 45)]
    public void Chance_takes_its_share_off_the_delay(double jitter, double draw, int seconds) =>
        Assert.Equal(
            TimeSpan.FromSeconds(seconds), Backoff.WithJitter(TimeSpan.FromMinutes(1), jitter, new ScriptedEntropy(draw)));

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(1)]
    public void Delays_are_spread_over_the_whole_share_and_never_outside_it(double jitter)
    {
        var entropy = new SeededEntropy(11);
        TimeSpan least = Hour * (1 - jitter);

        TimeSpan[] delays = [.. Enumerable.Range(0, 1_000).Select(_ => Backoff.WithJitter(Hour, jitter, entropy))];

        Assert.All(delays, delay => Assert.InRange(delay, least, Hour));
        Assert.InRange(delays.Average(delay => delay.TotalSeconds), 3_600 * (1 - (jitter * 0.55)), 3_600 * (1 - (jitter * 0.45)));
    }
}
