using Pawl.Hosting.Threads;

namespace Pawl.Hosting.Tests.Threads;

public sealed class HeartThreadTests
{
    private static CancellationToken Deadline => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_that_is_awaited_comes_back_to_the_one_thread()
    {
        var heart = new HeartThread(TimeProvider.System);
        var threads = new HashSet<int>();
        var elsewhere = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        await heart.RunAsync(async () =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            await Task.Delay(TimeSpan.FromMilliseconds(1), heart.Clock, Deadline);
            threads.Add(Environment.CurrentManagedThreadId);
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1), heart.Clock);
            await timer.WaitForNextTickAsync(Deadline);
            await timer.WaitForNextTickAsync(Deadline);
            threads.Add(Environment.CurrentManagedThreadId);
            new Thread(elsewhere.SetResult) { IsBackground = true }.Start();
            await elsewhere.Task;
            threads.Add(Environment.CurrentManagedThreadId);
        });

        Assert.Single(threads);
        Assert.DoesNotContain(Environment.CurrentManagedThreadId, threads);
    }

    [Fact]
    public async Task Timers_fire_on_the_thread_and_not_before_they_are_due()
    {
        var heart = new HeartThread(TimeProvider.System);
        long started = TimeProvider.System.GetTimestamp();
        var fired = new TaskCompletionSource<(int Thread, TimeSpan Elapsed)>();

        int own = 0;
        await heart.RunAsync(async () =>
        {
            own = Environment.CurrentManagedThreadId;
            using ITimer timer = heart.Clock.CreateTimer(
                _ => fired.TrySetResult((Environment.CurrentManagedThreadId, TimeProvider.System.GetElapsedTime(started))),
                null, TimeSpan.FromMilliseconds(20), Timeout.InfiniteTimeSpan);
            await fired.Task;
        });

        var (thread, elapsed) = await fired.Task;
        Assert.Equal(own, thread);
        Assert.True(elapsed >= TimeSpan.FromMilliseconds(20), $"It fired after {elapsed}.");
    }

    [Fact]
    public async Task What_the_work_throws_comes_back_to_whoever_awaits_it()
    {
        var heart = new HeartThread(TimeProvider.System);

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => heart.RunAsync(async () =>
        {
            await Task.Yield();
            throw new InvalidOperationException("no blood");
        }));

        Assert.Equal("no blood", thrown.Message);
    }

    [Fact]
    public async Task A_timer_that_was_changed_or_disposed_does_not_fire_at_its_old_time()
    {
        var heart = new HeartThread(TimeProvider.System);
        var fired = new List<string>();

        await heart.RunAsync(async () =>
        {
            ITimer disposed = heart.Clock.CreateTimer(
                _ => fired.Add("disposed"), null, TimeSpan.FromMilliseconds(5), Timeout.InfiniteTimeSpan);
            using ITimer moved = heart.Clock.CreateTimer(
                _ => fired.Add("moved"), null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
            moved.Change(TimeSpan.FromMilliseconds(10), Timeout.InfiniteTimeSpan);
            await disposed.DisposeAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(30), heart.Clock, Deadline);
        });

        Assert.Equal(["moved"], fired);
    }
}
