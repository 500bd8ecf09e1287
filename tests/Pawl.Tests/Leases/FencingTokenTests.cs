namespace Pawl.Tests.Leases;

public sealed class FencingTokenTests
{
    [Fact]
    public void Tokens_sort_by_age() =>
        Assert.Equal([new(1), new(2), new(10)], new[] { new FencingToken(10), new FencingToken(1), new FencingToken(2) }.Order());

    [Fact]
    public void A_token_is_written_as_its_number() => Assert.Equal("1234567", new FencingToken(1_234_567).ToString());
}
