using System.Collections.Immutable;
using Pawl.Storage;

namespace Pawl.Sqlite.Cluster;

/// <summary>Wake-ups of a store that has one process: a call, after the commit.</summary>
internal sealed class InProcessWakeups : IWakeups
{
    private ImmutableArray<Action<Wakeup>> listeners = [];

    public IDisposable Subscribe(Action<Wakeup> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        ImmutableInterlocked.Update(ref listeners, static (all, one) => all.Add(one), listener);
        return new Subscription(this, listener);
    }

    public void Publish(IReadOnlyCollection<Wakeup> wakeups)
    {
        if (wakeups.Count == 0)
        {
            return;
        }

        foreach (Action<Wakeup> listener in listeners)
        {
            foreach (Wakeup wakeup in wakeups)
            {
                listener(wakeup);
            }
        }
    }

    private sealed class Subscription(InProcessWakeups owner, Action<Wakeup> listener) : IDisposable
    {
        public void Dispose() =>
            ImmutableInterlocked.Update(ref owner.listeners, static (all, one) => all.Remove(one), listener);
    }
}
