using System.Collections.Immutable;
using Pawl.Storage;

namespace Pawl.Sqlite.Cluster;

/// <summary>Wake-ups of a store that has one process: a call, after the commit.</summary>
internal sealed class InProcessWakeups : IWakeups
{
    private ImmutableArray<Subscription> subscriptions = [];

    public IDisposable Subscribe(Action<Wakeup> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        var subscription = new Subscription(this, listener);
        ImmutableInterlocked.Update(ref subscriptions, static (all, one) => all.Add(one), subscription);
        return subscription;
    }

    public void Publish(IReadOnlyCollection<Wakeup> wakeups)
    {
        if (wakeups.Count == 0)
        {
            return;
        }

        foreach (Subscription subscription in subscriptions)
        {
            foreach (Wakeup wakeup in wakeups)
            {
                subscription.Listener(wakeup);
            }
        }
    }

    private sealed class Subscription(InProcessWakeups owner, Action<Wakeup> listener) : IDisposable
    {
        public Action<Wakeup> Listener { get; } = listener;

        public void Dispose() =>
            ImmutableInterlocked.Update(ref owner.subscriptions, static (all, one) => all.Remove(one), this);
    }
}
