namespace Pawl.Tests.Leases;

public sealed class WorkerIdTests
{
    [Theory]
    [InlineData(0, "wrk_0000000000000")]
    [InlineData(33, "wrk_0000000000011")]
    [InlineData(long.MaxValue, "wrk_7zzzzzzzzzzzz")]
    public void An_id_is_written_and_read(long value, string text)
    {
        Assert.Equal(text, new WorkerId(value).ToString());
        Assert.Equal(new WorkerId(value), WorkerId.Parse(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("job_0000000000001")]
    [InlineData("wrk_000000000000")]
    [InlineData("wrk_8000000000000")]
    public void Anything_else_is_no_id(string? text) => Assert.False(WorkerId.TryParse(text, null, out _));

    [Fact]
    public void Parsing_what_is_no_id_says_what_was_expected() =>
        Assert.Contains(
            "wrk_", Assert.Throws<FormatException>(() => WorkerId.Parse("job_0000000000001")).Message, StringComparison.Ordinal);

    [Fact]
    public void Ids_sort_by_their_numbers() =>
        Assert.Equal([new(1), new(2), new(10)], new[] { new WorkerId(10), new WorkerId(1), new WorkerId(2) }.Order());
}
