namespace Pawl.Storage;

/// <summary>Hints that there is something to do. Losing one costs latency, never correctness; one may also come twice,
/// or for nothing.</summary>
public interface IWakeups
{
    /// <summary>Asks to be called after each commit that concerns a listener.</summary>
    /// <param name="listener">Called on any thread; must return at once, and not throw.</param>
    /// <returns>Ends the subscription when disposed.</returns>
    IDisposable Subscribe(Action<Wakeup> listener);
}
