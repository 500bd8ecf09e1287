namespace Pawl.Tests.Keys;

public sealed class NameTests
{
    public static TheoryData<string> Good =>
        ["a", "email.welcome", "A-Z_0:9", "tenant:42", ".", new string('x', 200)];

    public static TheoryData<string> Bad =>
        ["", " ", "a b", "größe", "a/b", "a\n", "a\0", "<script>", "a,b", new string('x', 201)];

    [Theory]
    [MemberData(nameof(Good))]
    public void A_good_name_is_kept_as_it_is(string text)
    {
        Assert.Equal(text, new QueueName(text).Value);
        Assert.Equal(text, new JobType(text).ToString());
        Assert.Equal(new QueueName(text), QueueName.Parse(text, null));
        Assert.True(JobType.TryParse(text, null, out JobType type));
        Assert.Equal(new JobType(text), type);
        Assert.Equal(text, ((QueueName)text).Value);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_name_is_refused_with_the_rule(string text)
    {
        Assert.Contains("A-Z a-z 0-9", Assert.Throws<ArgumentException>(() => new QueueName(text)).Message, StringComparison.Ordinal);
        Assert.Contains("job type", Assert.Throws<ArgumentException>(() => new JobType(text)).Message, StringComparison.Ordinal);
        Assert.False(QueueName.TryParse(text, null, out _));
        Assert.False(JobType.TryParse(text, null, out _));
    }

    [Fact]
    public void A_long_bad_name_is_not_repeated_in_full() =>
        Assert.True(Assert.Throws<ArgumentException>(() => new QueueName(new string('!', 100_000))).Message.Length < 250);

    [Fact]
    public void No_name_at_all_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new QueueName(null!));
        Assert.False(QueueName.TryParse(null, null, out _));
        Assert.Throws<InvalidOperationException>(() => default(QueueName).Value);
        Assert.Throws<InvalidOperationException>(() => default(JobType).Value);
        Assert.Equal("", default(QueueName).ToString());
    }

    [Fact]
    public void Names_differ_by_case_and_sort_by_their_characters()
    {
        Assert.NotEqual(new QueueName("mail"), new QueueName("Mail"));
        Assert.Equal(["B", "a", "b"], new QueueName[] { "b", "a", "B" }.Order());
    }
}
