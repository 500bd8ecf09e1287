namespace Pawl.Engine.Tests.World;

/// <summary>A simulated process. Killed, it runs nothing any more, not even its finally blocks. Paused, it runs nothing until it is
/// resumed, and then all at once.</summary>
internal sealed class ProcessContext(Pump pump) : SynchronizationContext
{
    private readonly List<(SendOrPostCallback Callback, object? State)> postponed = [];
    private bool isDead;
    private bool isPaused;

    public void Kill() => isDead = true;

    public void Pause() => isPaused = true;

    public void Resume()
    {
        isPaused = false;
        postponed.ForEach(one => Post(one.Callback, one.State));
        postponed.Clear();
    }

    public override void Post(SendOrPostCallback d, object? state) => pump.Post(this, d, state);

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();

    public void Run(SendOrPostCallback callback, object? state)
    {
        if (isDead)
        {
            return;
        }

        if (isPaused)
        {
            postponed.Add((callback, state));
            return;
        }

        SynchronizationContext? before = Current;
        SetSynchronizationContext(this);
        try
        {
            callback(state);
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public T Run<T>(Func<T> work)
    {
        T result = default!;
        Run(_ => result = work(), null);
        return result;
    }
}
