namespace Pawl.Tests.Jobs;

public sealed class JobIdTests
{
    public static TheoryData<long, string> Known => new()
    {
        { 0, "job_0000000000000" },
        { 1, "job_0000000000001" },
        { 31, "job_000000000000z" },
        { 32, "job_0000000000010" },
        { 1L << 60, "job_1000000000000" },
        { long.MaxValue, "job_7zzzzzzzzzzzz" },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void An_id_is_written_as_thirteen_characters(long value, string text) =>
        Assert.Equal(text, new JobId(value).ToString());

    [Theory]
    [MemberData(nameof(Known))]
    public void What_was_written_is_read(long value, string text)
    {
        Assert.Equal(new JobId(value), JobId.Parse(text));
        Assert.True(JobId.TryParse(text, null, out JobId read));
        Assert.Equal(value, read.Value);
    }

    [Theory]
    [InlineData("job_000000000000Z", 31)]
    [InlineData("job_000000000000i", 1)]
    [InlineData("job_000000000000L", 1)]
    [InlineData("job_00000000000o1", 1)]
    [InlineData("job_O000000000001", 1)]
    public void What_people_mistype_is_understood(string text, long value) => Assert.Equal(value, JobId.Parse(text).Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("job_")]
    [InlineData("0000000000001")]
    [InlineData("job_000000000001")]
    [InlineData("job_00000000000001")]
    [InlineData("job_00000000000u1")]
    [InlineData("job_00000000000-1")]
    [InlineData("job_00000000000 1")]
    [InlineData("job_00000000000é1")]
    [InlineData("JOB_0000000000001")]
    [InlineData("wrk_0000000000001")]
    [InlineData("job_8000000000000")]
    [InlineData("job_g000000000000")]
    [InlineData("job_zzzzzzzzzzzzz")]
    public void Anything_else_is_no_id(string? text)
    {
        Assert.False(JobId.TryParse(text, null, out JobId read));
        Assert.Equal(default, read);
        if (text is not null)
        {
            Assert.Throws<FormatException>(() => JobId.Parse(text));
        }
    }

    [Fact]
    public void Ids_sort_alike_as_numbers_and_as_text()
    {
        long[] values = [5, 31, 32, 33, 1_023, 1_024, 1L << 40, (1L << 40) + 1, 1L << 62, long.MaxValue];
        JobId[] ids = [.. values.Select(value => new JobId(value))];

        Assert.Equal(ids, ids.Reverse().Order());
        Assert.Equal(ids, ids.Reverse().OrderBy(id => id.ToString(), StringComparer.Ordinal));
    }
}
