namespace Pawl.Engine.Concurrency;

/// <summary>Wakes one waiting loop. Set from any thread; setting it twice before the loop has looked wakes it once.</summary>
internal sealed class Signal(TimeProvider clock, EngineChannels channels)
{
    private static readonly object IsSet = new();

    // Null, the mark, or the source that the loop waits for.
    private object? state;

    public void Set()
    {
        object? seen = Volatile.Read(ref state);
        while (seen != IsSet)
        {
            var waiting = seen as TaskCompletionSource<bool>;
            object? was = Interlocked.CompareExchange(ref state, waiting is null ? IsSet : null, seen);
            if (was == seen)
            {
                waiting?.TrySetResult(true);
                return;
            }

            seen = was;
        }
    }

    /// <summary>Waits until it is set, and resets it. One caller at a time.</summary>
    /// <returns>True when it was set; false when the time is over or the token fired.</returns>
    public async ValueTask<bool> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref state, null, IsSet) == IsSet)
        {
            return true;
        }

        var waiting = channels.CreateSource<bool>();
        if (Interlocked.CompareExchange(ref state, waiting, null) == IsSet)
        {
            Volatile.Write(ref state, null);
            return true;
        }

        using CancellationTokenRegistration onCancel = cancellationToken.UnsafeRegister(_ => GiveUp(waiting), null);
        using ITimer onTimeout = clock.CreateTimer(_ => GiveUp(waiting), null, timeout, Timeout.InfiniteTimeSpan);
        return await waiting.Task;
    }

    private void GiveUp(TaskCompletionSource<bool> waiting)
    {
        if (Interlocked.CompareExchange(ref state, null, waiting) == waiting)
        {
            waiting.TrySetResult(false);
        }
    }
}
