using Pawl.Storage;

namespace Pawl.Simulation.Links;

/// <summary>Hints as a process gets them: late, lost, or twice.</summary>
internal sealed class WakeupsLink(Line line, IWakeups store) : IWakeups
{
    public IDisposable Subscribe(Action<Wakeup> listener) => store.Subscribe(wakeup =>
    {
        if (line.Process.IsDead || line.IsCut || line.World.HintIsLost())
        {
            return;
        }

        Tell(listener, wakeup);
        if (!line.World.IsHealed && line.World.Faults.Happens(line.World.Swarm.DoubledHints))
        {
            Tell(listener, wakeup);
        }
    });

    private void Tell(Action<Wakeup> listener, Wakeup wakeup) =>
        line.World.Simulator.PostAfter(
            line.World.Swarm.Latency * line.World.Faults.NextDouble(), line.Process, _ => listener(wakeup));
}
