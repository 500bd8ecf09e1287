using System.Collections.Immutable;
using Pawl.Storage;

namespace Pawl.PostgreSql.Wakeups;

/// <summary>Wake-ups: listeners of this process are called after the commit; other processes are told by <see cref="Notifier"/>, and
/// tell us by <see cref="NotificationListener"/>.</summary>
internal sealed class CommitHints : IWakeups
{
    private ImmutableArray<Subscription> subscriptions = [];

    /// <summary>Told what other processes must hear.</summary>
    public Action<Wakeup>? Outgoing { get; set; }

    public IDisposable Subscribe(Action<Wakeup> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        var subscription = new Subscription(this, listener);
        ImmutableInterlocked.Update(ref subscriptions, static (all, one) => all.Add(one), subscription);
        return subscription;
    }

    /// <summary>Tells of a commit of this process.</summary>
    public void Publish(IReadOnlyCollection<Wakeup> wakeups)
    {
        foreach (Wakeup wakeup in wakeups)
        {
            Deliver(wakeup);
            Outgoing?.Invoke(wakeup);
        }
    }

    /// <summary>Tells the listeners of this process.</summary>
    public void Deliver(Wakeup wakeup)
    {
        foreach (Subscription subscription in subscriptions)
        {
            subscription.Listener(wakeup);
        }
    }

    private sealed class Subscription(CommitHints owner, Action<Wakeup> listener) : IDisposable
    {
        public Action<Wakeup> Listener { get; } = listener;

        public void Dispose() =>
            ImmutableInterlocked.Update(ref owner.subscriptions, static (all, one) => all.Remove(one), this);
    }
}
