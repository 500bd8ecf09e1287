using Pawl.Storage;

namespace Pawl.Simulation.Links;

/// <summary>Hints as a process gets them: late, lost, or twice. Each comes to all who listen in the process.</summary>
internal sealed class WakeupsLink : IWakeups
{
    private readonly Line line;
    private readonly IDisposable subscription;
    private Action<Wakeup>? listeners;

    public WakeupsLink(Line line, IWakeups store)
    {
        this.line = line;
        subscription = store.Subscribe(Hear);
    }

    public IDisposable Subscribe(Action<Wakeup> listener)
    {
        listeners += listener;
        return new Subscription(this, listener);
    }

    private void Hear(Wakeup wakeup)
    {
        if (line.Process.IsDead)
        {
            subscription.Dispose();
            return;
        }

        if (line.IsCut || line.World.HintIsLost())
        {
            return;
        }

        Tell(wakeup);
        if (!line.World.IsHealed && line.World.Faults.Happens(line.World.Swarm.DoubledHints))
        {
            Tell(wakeup);
        }
    }

    private void Tell(Wakeup wakeup) =>
        line.World.Simulator.PostAfter(
            line.World.Swarm.Latency * line.World.Faults.NextDouble(), line.Process, _ => listeners?.Invoke(wakeup));

    private sealed class Subscription(WakeupsLink link, Action<Wakeup> listener) : IDisposable
    {
        public void Dispose() => link.listeners -= listener;
    }
}
