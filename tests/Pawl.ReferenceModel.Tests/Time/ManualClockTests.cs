using Pawl.ReferenceModel.Time;

namespace Pawl.ReferenceModel.Tests.Time;

public sealed class ManualClockTests
{
    private readonly ManualClock clock = new();
    private readonly List<string> fired = [];

    [Fact]
    public void Time_stands_still_until_it_is_moved()
    {
        DateTimeOffset before = clock.GetUtcNow();

        Assert.Equal(before, clock.GetUtcNow());
        clock.Advance(TimeSpan.FromMilliseconds(7));
        Assert.Equal(before.AddMilliseconds(7), clock.GetUtcNow());
    }

    [Fact]
    public void Timers_fire_in_the_order_of_their_instants_each_at_its_own()
    {
        DateTimeOffset start = clock.GetUtcNow();
        using ITimer late = Timer("late", 3);
        using ITimer early = Timer("early", 1);
        using ITimer never = Timer("never", 10);

        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["early at 1", "late at 3"], fired);
        Assert.Equal(start.AddSeconds(5), clock.GetUtcNow());

        ITimer Timer(string name, int seconds) => clock.CreateTimer(
            _ => fired.Add($"{name} at {(clock.GetUtcNow() - start).TotalSeconds}"),
            null,
            TimeSpan.FromSeconds(seconds),
            Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void Timers_of_one_instant_fire_in_the_order_they_were_set()
    {
        using ITimer first = Once("first", 1);
        using ITimer second = Once("second", 1);

        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["first", "second"], fired);
    }

    [Fact]
    public void A_periodic_timer_fires_again_and_again()
    {
        using ITimer timer = clock.CreateTimer(
            _ => fired.Add("tick"), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(3, fired.Count);
        Assert.Equal(TimeSpan.FromSeconds(1), clock.NextTimerIn);
    }

    [Fact]
    public void A_timer_set_by_a_timer_fires_in_the_same_advance()
    {
        ITimer? second = null;
        using ITimer first = clock.CreateTimer(
            _ => second = Once("second", 1), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(["second"], fired);
        second!.Dispose();
    }

    [Fact]
    public void A_disposed_timer_does_not_fire_and_cannot_be_changed()
    {
        ITimer timer = Once("never", 1);
        timer.Dispose();

        clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Empty(fired);
        Assert.False(timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        Assert.Null(clock.NextTimerIn);
    }

    [Fact]
    public async Task Delays_of_the_framework_wait_for_it()
    {
        Task delay = Task.Delay(TimeSpan.FromSeconds(1), clock, TestContext.Current.CancellationToken);
        Assert.False(delay.IsCompleted);

        clock.Advance(TimeSpan.FromSeconds(1));

        await delay;
    }

    [Fact]
    public void A_jump_moves_the_wall_clock_but_no_time_passes()
    {
        DateTimeOffset before = clock.GetUtcNow();
        long timestamp = clock.GetTimestamp();
        using ITimer timer = Once("never", 1);

        clock.Jump(TimeSpan.FromHours(-1));

        Assert.Equal(before.AddHours(-1), clock.GetUtcNow());
        Assert.Equal(timestamp, clock.GetTimestamp());
        Assert.Empty(fired);
    }

    private ITimer Once(string name, int seconds) =>
        clock.CreateTimer(_ => fired.Add(name), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
}
