using Pawl.Engine.Concurrency;
using Pawl.ReferenceModel.Chance;

namespace Pawl.Engine.Tests.Concurrency;

public sealed class SoloGateTests
{
    private readonly SoloGate gate = new(new EngineChannels(continuesSynchronously: true));

    private static CancellationToken Unfired => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_are_in_at_once()
    {
        for (int i = 0; i < 100; i++)
        {
            await gate.EnterAsync(Unfired);
        }

        Assert.Equal(100, gate.Inside);
    }

    [Fact]
    public async Task A_reservation_keeps_others_out_and_waits_for_those_inside()
    {
        await gate.EnterAsync(Unfired);
        await gate.EnterAsync(Unfired);
        Assert.True(gate.TryReserve());
        ValueTask alone = gate.WhenAloneAsync(Unfired);
        ValueTask late = gate.EnterAsync(Unfired);

        gate.Exit();
        Assert.False(alone.IsCompleted);
        gate.Exit();
        await alone;
        Assert.False(late.IsCompleted);

        gate.Reopen();
        await late;
        Assert.Equal(1, gate.Inside);
    }

    [Fact]
    public async Task Nobody_inside_means_alone_at_once()
    {
        Assert.True(gate.TryReserve());
        ValueTask alone = gate.WhenAloneAsync(Unfired);
        Assert.True(alone.IsCompletedSuccessfully);
        await alone;
    }

    [Fact]
    public void Only_one_can_reserve_it()
    {
        Assert.True(gate.TryReserve());
        Assert.False(gate.TryReserve());
        gate.Reopen();
        Assert.True(gate.TryReserve());
    }

    [Fact]
    public async Task Who_stops_waiting_is_not_inside()
    {
        using var cancelling = new CancellationTokenSource();
        gate.TryReserve();
        Task late = gate.EnterAsync(cancelling.Token).AsTask();
        cancelling.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late);
        gate.Reopen();

        Assert.Equal(0, gate.Inside);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Under_real_threads_who_is_alone_is_alone(ulong seed)
    {
        var shared = new SoloGate(new EngineChannels(continuesSynchronously: false));
        int inside = 0;
        int violations = 0;
        int solos = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(
            async () =>
            {
                var chance = new SeededEntropy((seed * 100) + (ulong)worker);
                for (int i = 0; i < 5_000; i++)
                {
                    if (chance.Happens(0.1) && shared.TryReserve())
                    {
                        await shared.WhenAloneAsync(Unfired);
                        solos++;
                        violations += Volatile.Read(ref inside) == 0 ? 0 : 1;
                        shared.Reopen();
                        continue;
                    }

                    await shared.EnterAsync(Unfired);
                    Interlocked.Increment(ref inside);
                    Interlocked.Decrement(ref inside);
                    shared.Exit();
                }
            },
            Unfired)));

        Assert.True(solos > 0);
        Assert.Equal((0, 0), (violations, shared.Inside));
    }
}
