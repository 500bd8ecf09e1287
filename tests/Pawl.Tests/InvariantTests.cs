namespace Pawl.Tests;

public sealed class InvariantTests
{
    private int formatted;

    [Fact]
    public void What_holds_costs_no_text()
    {
        Invariant.Require(true, $"Never written: {Format()}.");

        Assert.Equal(0, formatted);
    }

    [Fact]
    public void What_does_not_hold_is_told()
    {
        var exception = Assert.Throws<InvariantException>(() => Invariant.Require(false, $"Counted {Format()} of {2}."));

        Assert.Contains("Counted 1 of 2.", exception.Message, StringComparison.Ordinal);
        Assert.Contains("nothing was written", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_constant_sentence_is_told_as_it_is() =>
        Assert.Contains(
            "The moon is round.",
            Assert.Throws<InvariantException>(() => Invariant.Require(false, "The moon is round.")).Message,
            StringComparison.Ordinal);

    private int Format() => ++formatted;
}
