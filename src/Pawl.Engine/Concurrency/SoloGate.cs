namespace Pawl.Engine.Concurrency;

/// <summary>Lets many in at once, or one alone. Who wants to be alone reserves the gate first: from then on nobody else
/// gets in, and when all are out, the reserver is alone.</summary>
internal sealed class SoloGate(EngineChannels channels)
{
    private const int Reserved = 1 << 30;

    // Guards the two sources; the way in and out that every job takes does not come here.
    private readonly Lock gate = new();
    private TaskCompletionSource? reopened;
    private TaskCompletionSource? alone;

    // How many are in, and the mark of a reservation.
    private int state;

    /// <summary>How many are in, not counting one that is alone.</summary>
    public int Inside => Volatile.Read(ref state) & ~Reserved;

    /// <summary>Goes in, together with others, as soon as nobody has reserved the gate.</summary>
    public ValueTask EnterAsync(CancellationToken cancellationToken) =>
        TryEnter() ? ValueTask.CompletedTask : WaitToEnterAsync(cancellationToken);

    /// <summary>Goes out.</summary>
    public void Exit()
    {
        if (Interlocked.Decrement(ref state) == Reserved)
        {
            TaskCompletionSource? waiting;
            lock (gate)
            {
                waiting = alone;
            }

            waiting?.TrySetResult();
        }
    }

    /// <summary>Keeps others from getting in.</summary>
    /// <returns>False when another has reserved the gate, or is alone.</returns>
    public bool TryReserve()
    {
        lock (gate)
        {
            if ((Interlocked.Or(ref state, Reserved) & Reserved) != 0)
            {
                return false;
            }

            reopened = channels.CreateSource();
            alone = null;
            return true;
        }
    }

    /// <summary>Waits, with a reservation, until all are out.</summary>
    public async ValueTask WhenAloneAsync(CancellationToken cancellationToken)
    {
        Task empty;
        lock (gate)
        {
            if (Inside == 0)
            {
                return;
            }

            alone ??= channels.CreateSource();
            empty = alone.Task;
        }

        await empty.WaitAsync(cancellationToken);
    }

    /// <summary>Ends the reservation.</summary>
    public void Reopen()
    {
        TaskCompletionSource? waiting;
        lock (gate)
        {
            Interlocked.And(ref state, ~Reserved);
            waiting = reopened;
            reopened = null;
        }

        waiting?.TrySetResult();
    }

    private bool TryEnter()
    {
        int seen = Volatile.Read(ref state);
        while ((seen & Reserved) == 0)
        {
            int was = Interlocked.CompareExchange(ref state, seen + 1, seen);
            if (was == seen)
            {
                return true;
            }

            seen = was;
        }

        return false;
    }

    private async ValueTask WaitToEnterAsync(CancellationToken cancellationToken)
    {
        while (!TryEnter())
        {
            Task open;
            lock (gate)
            {
                open = reopened?.Task ?? Task.CompletedTask;
            }

            await open.WaitAsync(cancellationToken);
        }
    }
}
