namespace Pawl.Tests.Retries;

public sealed class RetryPolicyTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly IEntropy noChance = new ScriptedEntropy(0);

    [Fact]
    public void By_default_there_are_ten_attempts_up_to_an_hour_apart()
    {
        RetryPolicy policy = RetryPolicy.Default;

        Assert.Equal((10, Second, TimeSpan.FromHours(1)), (policy.MaxAttempts, policy.InitialDelay, policy.MaxDelay));
        Assert.Equal((2.0, 1.0), (policy.Factor, policy.Jitter));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(9, 256)]
    public void A_failed_attempt_is_repeated_after_its_delay(int attempt, int seconds) =>
        AssertAgain(TimeSpan.FromSeconds(seconds), RetryPolicy.Default, new TimeoutException(), attempt);

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    public void The_last_attempt_is_not_repeated(int attempt) =>
        AssertGivenUp(RetryPolicy.Default, new TimeoutException(), attempt);

    [Fact]
    public void Without_retries_the_first_attempt_is_the_last() =>
        AssertGivenUp(RetryPolicy.None, new TimeoutException(), attempt: 1);

    [Fact]
    public void A_permanent_error_is_never_repeated() =>
        AssertGivenUp(RetryPolicy.Default, new PermanentJobException("The order is gone."), attempt: 1);

    [Fact]
    public void A_fixed_policy_waits_the_same_each_time()
    {
        RetryPolicy policy = RetryPolicy.Fixed(5, Second * 7);

        Assert.All([1, 2, 3, 4], attempt => AssertAgain(Second * 7, policy, new TimeoutException(), attempt));
        AssertGivenUp(policy, new TimeoutException(), attempt: 5);
    }

    [Fact]
    public void Chance_shortens_the_delay()
    {
        RetryPolicy policy = RetryPolicy.Exponential(3, Second * 10, jitter: 0.5);

        Assert.Equal(
            new RetryDecision.Again(Second * 7.5), policy.Decide(new TimeoutException(), 1, new ScriptedEntropy(0.5)));
    }

    [Fact]
    public void A_long_first_delay_is_not_cut_to_the_hour_that_is_the_default_maximum() =>
        AssertAgain(TimeSpan.FromHours(5), RetryPolicy.Exponential(3, TimeSpan.FromHours(5)), new TimeoutException(), 1);

    [Fact]
    public void An_error_that_is_ruled_out_is_not_repeated()
    {
        RetryPolicy policy = RetryPolicy.Default.NotOn<ArgumentException>().NotOn("System.FormatException");

        AssertGivenUp(policy, new ArgumentException("no"), attempt: 1);
        AssertGivenUp(policy, new FormatException(), attempt: 1);
        AssertAgain(Second, policy, new TimeoutException(), 1);
    }

    [Fact]
    public void An_error_is_ruled_out_with_all_that_derive_from_it() =>
        AssertGivenUp(RetryPolicy.Default.NotOn<ArgumentException>(), new ArgumentNullException(), attempt: 1);

    [Fact]
    public void A_base_of_what_is_ruled_out_is_repeated() =>
        AssertAgain(Second, RetryPolicy.Default.NotOn<ArgumentNullException>(), new ArgumentException("no"), 1);

    [Fact]
    public void An_error_may_say_itself_how_long_to_wait()
    {
        RetryPolicy policy = RetryPolicy.Default.RetryAfter<TimeoutException>(_ => TimeSpan.FromHours(3));

        AssertAgain(TimeSpan.FromHours(3), policy, new TimeoutException(), 1);
        AssertAgain(Second, policy, new FormatException(), 1);
    }

    [Fact]
    public void An_error_that_does_not_say_leaves_it_to_the_next_rule_and_then_to_the_policy()
    {
        RetryPolicy silent = RetryPolicy.Default.RetryAfter<Exception>(_ => null);
        RetryPolicy second = silent.RetryAfter<TimeoutException>(_ => Second * 9);

        AssertAgain(Second, silent, new TimeoutException(), 1);
        AssertAgain(Second * 9, second, new TimeoutException(), 1);
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(36_525, 3_653)]
    public void What_an_error_says_is_kept_within_reason(int saidDays, int expectedDays) =>
        AssertAgain(
            TimeSpan.FromDays(expectedDays),
            RetryPolicy.Default.RetryAfter<TimeoutException>(_ => TimeSpan.FromDays(saidDays)),
            new TimeoutException(),
            1);

    [Fact]
    public void What_an_error_says_gives_no_attempt_beyond_the_last() =>
        AssertGivenUp(RetryPolicy.Default.RetryAfter<TimeoutException>(_ => Second), new TimeoutException(), attempt: 10);

    [Fact]
    public void Rules_are_added_to_a_copy()
    {
        RetryPolicy policy = RetryPolicy.Default;

        Assert.True(policy.RetryAfter<TimeoutException>(_ => Second).HasDelayRules);
        Assert.Equal(["Acme.Never"], policy.NotOn("Acme.Never").NeverOn);
        Assert.False(policy.HasDelayRules);
        Assert.Empty(policy.NeverOn);
    }

    [Fact]
    public void Numbers_outside_their_range_are_refused()
    {
        AssertRefused(() => RetryPolicy.Exponential(0, Second));
        AssertRefused(() => RetryPolicy.Exponential(1_001, Second));
        AssertRefused(() => RetryPolicy.Exponential(3, -Second));
        AssertRefused(() => RetryPolicy.Exponential(3, TimeSpan.FromDays(3_654)));
        AssertRefused(() => RetryPolicy.Exponential(3, Second, max: Second / 2));
        AssertRefused(() => RetryPolicy.Exponential(3, Second, max: TimeSpan.FromDays(3_654)));
        AssertRefused(() => RetryPolicy.Exponential(3, Second, factor: 0.9));
        AssertRefused(() => RetryPolicy.Exponential(3, Second, factor: 10.1));
        AssertRefused(() => RetryPolicy.Exponential(3, Second, factor: double.NaN));
        AssertRefused(() => RetryPolicy.Exponential(3, Second, jitter: -0.1));
        AssertRefused(() => RetryPolicy.Exponential(3, Second, jitter: 1.1));
        AssertRefused(() => RetryPolicy.Exponential(3, Second, jitter: double.NaN));
    }

    [Fact]
    public void Numbers_at_the_ends_of_their_range_are_taken()
    {
        RetryPolicy.Exponential(1, TimeSpan.Zero, TimeSpan.Zero, factor: 1, jitter: 0);
        RetryPolicy.Exponential(1_000, JobLimits.LongestSpan, JobLimits.LongestSpan, factor: 10, jitter: 1);
    }

    private static void AssertRefused(Func<RetryPolicy> make) => Assert.ThrowsAny<ArgumentOutOfRangeException>(make);

    private void AssertAgain(TimeSpan expected, RetryPolicy policy, Exception exception, int attempt) =>
        Assert.Equal(new RetryDecision.Again(expected), policy.Decide(exception, attempt, noChance));

    private void AssertGivenUp(RetryPolicy policy, Exception exception, int attempt) =>
        Assert.Equal(RetryDecision.GiveUp.Instance, policy.Decide(exception, attempt, noChance));
}
