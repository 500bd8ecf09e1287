using Pawl.ReferenceModel.Chance;

namespace Pawl.ReferenceModel.Tests.Chance;

public sealed class SeededEntropyTests
{
    [Fact]
    public void The_same_seed_gives_the_same_numbers()
    {
        var one = new SeededEntropy(7);
        var other = new SeededEntropy(7);

        Assert.Equal(one.NextNonce(), other.NextNonce());
        Assert.Equal(Draws(one), Draws(other));
    }

    [Fact]
    public void Another_seed_gives_other_numbers() =>
        Assert.NotEqual(Draws(new SeededEntropy(1)), Draws(new SeededEntropy(2)));

    [Fact]
    public void Numbers_are_spread_evenly_from_zero_to_one()
    {
        double[] draws = Draws(new SeededEntropy(3), 10_000);

        Assert.All(draws, draw => Assert.InRange(draw, 0, 0.9999999999999999));
        Assert.InRange(draws.Average(), 0.48, 0.52);
        Assert.All(Enumerable.Range(0, 10), tenth =>
            Assert.InRange(draws.Count(draw => (int)(draw * 10) == tenth), 850, 1150));
    }

    private static double[] Draws(SeededEntropy entropy, int count = 10) =>
        [.. Enumerable.Range(0, count).Select(_ => entropy.NextDouble())];
}
