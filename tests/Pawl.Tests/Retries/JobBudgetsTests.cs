namespace Pawl.Tests.Retries;

public sealed class JobBudgetsTests
{
    [Theory]
    [InlineData(1, false, JobState.Queued)]
    [InlineData(2, false, JobState.Queued)]
    [InlineData(3, false, JobState.Failed)]
    [InlineData(4, false, JobState.Failed)]
    [InlineData(1, true, JobState.Cancelled)]
    [InlineData(3, true, JobState.Cancelled)]
    public void The_third_crash_ends_a_job(int crashes, bool cancelRequested, JobState expected) =>
        Assert.Equal(expected, JobBudgets.AfterCrash(crashes, cancelRequested));

    [Theory]
    [InlineData(1, false, JobState.Queued)]
    [InlineData(99, false, JobState.Queued)]
    [InlineData(100, false, JobState.Failed)]
    [InlineData(1, true, JobState.Cancelled)]
    [InlineData(100, true, JobState.Cancelled)]
    public void The_hundredth_interruption_ends_a_job(int interruptions, bool cancelRequested, JobState expected) =>
        Assert.Equal(expected, JobBudgets.AfterInterruption(interruptions, cancelRequested));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public void The_last_chance_is_the_one_before_the_crash_that_ends_the_job(int crashes, bool isLastChance)
    {
        Assert.Equal(isLastChance, JobBudgets.IsLastChance(crashes));
        Assert.Equal(isLastChance, JobBudgets.AfterCrash(crashes + 1, cancelRequested: false) == JobState.Failed);
    }

    [Fact]
    public void Whatever_becomes_of_a_job_may_follow_running() =>
        Assert.All(
            from spent in Enumerable.Range(1, 101)
            from cancelRequested in (bool[])[true, false]
            from next in (JobState[])
            [
                JobBudgets.AfterCrash(spent, cancelRequested), JobBudgets.AfterInterruption(spent, cancelRequested),
            ]
            select next,
            next => JobTransitions.Require(JobState.Running, next));
}
