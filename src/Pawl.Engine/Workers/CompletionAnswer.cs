using Pawl.Engine.Concurrency;
using Pawl.Storage;

namespace Pawl.Engine.Workers;

/// <summary>What came of a completion that someone waits for. It can be withdrawn until it is on its way to the store.</summary>
internal sealed class CompletionAnswer(EngineChannels channels)
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Withdrawn = 2;

    private readonly TaskCompletionSource<CompletionResult> source = channels.CreateSource<CompletionResult>();
    private int state = Waiting;

    public Task<CompletionResult> Task => source.Task;

    /// <summary>Called by the completer before it sends the completion; false when that was withdrawn.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref state, Taken, Waiting) is Waiting or Taken;

    public void TryWithdraw(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref state, Withdrawn, Waiting) == Waiting)
        {
            source.TrySetCanceled(cancellationToken);
        }
    }

    /// <summary>Ends the wait; the completion goes to the store all the same.</summary>
    public void Leave(CancellationToken cancellationToken) => source.TrySetCanceled(cancellationToken);

    public void Set(CompletionResult result) => source.TrySetResult(result);

    public void Fail(Exception exception) => source.TrySetException(exception);
}
