using Pawl.Engine.Concurrency;
using Pawl.ReferenceModel.Time;

namespace Pawl.Engine.Tests.Concurrency;

public sealed class SignalTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualClock clock = new();
    private readonly Signal signal;

    public SignalTests() => signal = new Signal(clock, new EngineChannels(continuesSynchronously: true));

    private static CancellationToken Unfired => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signal_that_was_set_before_does_not_wait()
    {
        signal.Set();

        Assert.True(await signal.WaitAsync(Second, Unfired));
    }

    [Fact]
    public async Task Setting_it_twice_wakes_once()
    {
        signal.Set();
        signal.Set();
        Assert.True(await signal.WaitAsync(Second, Unfired));

        ValueTask<bool> second = signal.WaitAsync(Second, Unfired);
        Assert.False(second.IsCompleted);
        clock.Advance(Second);
        Assert.False(await second);
    }

    [Fact]
    public async Task Setting_it_wakes_who_waits_and_is_used_up_by_that()
    {
        ValueTask<bool> first = signal.WaitAsync(Second, Unfired);
        signal.Set();
        Assert.True(await first);

        ValueTask<bool> second = signal.WaitAsync(Second, Unfired);
        Assert.False(second.IsCompleted);
        signal.Set();
        Assert.True(await second);
    }

    [Fact]
    public async Task The_time_out_is_that_of_the_injected_clock()
    {
        ValueTask<bool> waiting = signal.WaitAsync(Second, Unfired);
        clock.Advance(Second - TimeSpan.FromTicks(1));
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromTicks(1));

        Assert.False(await waiting);
    }

    [Fact]
    public async Task A_token_ends_the_wait_without_an_exception()
    {
        using var cancelling = new CancellationTokenSource();
        ValueTask<bool> waiting = signal.WaitAsync(Second, cancelling.Token);
        cancelling.Cancel();
        Assert.False(await waiting);
        Assert.False(await signal.WaitAsync(Second, cancelling.Token));
    }

    [Fact]
    public async Task A_wait_that_ended_leaves_no_timer()
    {
        ValueTask<bool> waiting = signal.WaitAsync(Second, Unfired);
        signal.Set();
        await waiting;

        Assert.Null(clock.NextTimerIn);
    }
}
