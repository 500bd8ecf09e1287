namespace Pawl.Faults.Network;

/// <summary>What becomes of the bytes of one direction.</summary>
public sealed class Flow
{
    private TaskCompletionSource? held;

    /// <summary>Whether bytes vanish.</summary>
    public bool Drops { get; set; }

    /// <summary>How long each piece waits.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How many bytes pass in a second; 0 for all.</summary>
    public int BytesPerSecond { get; set; }

    /// <summary>How many bytes pass before all vanish.</summary>
    public long BytesLeft { get; set; } = long.MaxValue;

    /// <summary>Lets everything wait.</summary>
    public void Hold() => held ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets everything pass, and what has waited first.</summary>
    public void Pass()
    {
        (Drops, Delay, BytesPerSecond, BytesLeft) = (false, TimeSpan.Zero, 0, long.MaxValue);
        Interlocked.Exchange(ref held, null)?.TrySetResult();
    }

    /// <summary>Waits until a piece may pass.</summary>
    /// <param name="bytes">Its size.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it passes; otherwise it vanishes.</returns>
    internal async ValueTask<bool> PassesAsync(int bytes, CancellationToken cancellationToken)
    {
        if (held is { } holding)
        {
            await holding.Task.WaitAsync(cancellationToken);
        }

        TimeSpan pause = Delay + (BytesPerSecond > 0 ? TimeSpan.FromSeconds((double)bytes / BytesPerSecond) : TimeSpan.Zero);
        if (pause > TimeSpan.Zero)
        {
            await Task.Delay(pause, TimeProvider.System, cancellationToken);
        }

        BytesLeft -= bytes;
        return !Drops && BytesLeft >= 0;
    }
}
