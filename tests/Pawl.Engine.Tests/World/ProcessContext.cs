namespace Pawl.Engine.Tests.World;

/// <summary>A simulated process. Killed, it runs nothing any more, not even its finally blocks.</summary>
internal sealed class ProcessContext(Pump pump) : SynchronizationContext
{
    private bool isDead;

    public void Kill() => isDead = true;

    public override void Post(SendOrPostCallback d, object? state) => pump.Post(this, d, state);

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();

    public void Run(SendOrPostCallback callback, object? state)
    {
        if (isDead)
        {
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
