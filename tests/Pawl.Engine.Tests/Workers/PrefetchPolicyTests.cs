using Pawl.Engine.Workers;

namespace Pawl.Engine.Tests.Workers;

public sealed class PrefetchPolicyTests
{
    [Theory]
    [InlineData(PrefetchPolicy.Unknown, 0)]
    [InlineData(0, 2_000)]
    [InlineData(0.000_001, 2_000)]
    [InlineData(0.000_1, 800)]
    [InlineData(0.001, 80)]
    [InlineData(0.010, 8)]
    [InlineData(0.100, 0)]
    [InlineData(1, 0)]
    [InlineData(86_400, 0)]
    public void Four_slots_are_given_twenty_milliseconds_of_work(double averageSeconds, int target) =>
        Assert.Equal(target, PrefetchPolicy.Target(averageSeconds, concurrency: 4, limit: 2_000));

    [Fact]
    public void The_first_handler_sets_the_average() =>
        Assert.Equal(0.5, PrefetchPolicy.Average(PrefetchPolicy.Unknown, 0.5));

    [Fact]
    public void One_slow_handler_ends_prefetching_and_quick_ones_bring_it_back()
    {
        double average = PrefetchPolicy.Average(0.000_01, 10);
        Assert.Equal(0, PrefetchPolicy.Target(average, 4, 2_000));

        int handlers = 0;
        while (PrefetchPolicy.Target(average, 4, 2_000) < 2_000)
        {
            average = PrefetchPolicy.Average(average, 0.000_01);
            handlers++;
        }

        Assert.InRange(handlers, 50, 300);
    }
}
