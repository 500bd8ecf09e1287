namespace Pawl.Tests.Keys;

public sealed class KeyTests
{
    public static TheoryData<string> Good => ["a", "order 42/größe", "🙂", " ", new string('x', 256)];

    public static TheoryData<string> Bad => ["", "a\nb", "a\0", "\u001f", "\u007f", "a\u0085b", new string('x', 257)];

    [Theory]
    [MemberData(nameof(Good))]
    public void Any_printable_text_is_a_key(string text)
    {
        Assert.Equal(text, new IdempotencyKey(text).Value);
        Assert.Equal(text, new UniqueKey(text).ToString());
        Assert.Equal(text, ((ConcurrencyKey)text).Value);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Nothing_too_much_and_what_cannot_be_printed_are_no_keys(string text)
    {
        Assert.Contains(
            "idempotency key", Assert.Throws<ArgumentException>(() => new IdempotencyKey(text)).Message, StringComparison.Ordinal);
        Assert.Contains("unique key", Assert.Throws<ArgumentException>(() => new UniqueKey(text)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "concurrency key", Assert.Throws<ArgumentException>(() => new ConcurrencyKey(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_key_at_all_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new UniqueKey(null!));
        Assert.Throws<InvalidOperationException>(() => default(IdempotencyKey).Value);
        Assert.Throws<InvalidOperationException>(() => default(UniqueKey).Value);
        Assert.Throws<InvalidOperationException>(() => default(ConcurrencyKey).Value);
        Assert.Equal("", default(UniqueKey).ToString());
    }

    [Fact]
    public void Keys_are_equal_by_their_text()
    {
        Assert.Equal(new IdempotencyKey("a"), (IdempotencyKey)"a");
        Assert.NotEqual(new IdempotencyKey("a"), new IdempotencyKey("A"));
    }
}
