namespace Pawl.PowerCuts.Work;

/// <summary>Where callers continue when they are answered: on the one thread of a run, when the run says so. Thus a run is the
/// same each time, and a caller can be asked at any moment, even amid a write, what it has been promised.</summary>
internal sealed class CallerContext : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> waiting = new();
    private readonly int thread = Environment.CurrentManagedThreadId;

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        Invariant.Require(Environment.CurrentManagedThreadId == thread, "A caller was answered on another thread than the run's own.");
        waiting.Enqueue((d, state));
    }

    /// <summary>Lets callers who have been answered go on.</summary>
    public void Pump()
    {
        while (waiting.TryDequeue(out (SendOrPostCallback Callback, object? State) next))
        {
            next.Callback(next.State);
        }
    }
}
