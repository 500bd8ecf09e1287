using Pawl.Simulation.Nodes;
using Pawl.Simulation.Running;

namespace Pawl.Simulation.Faults;

/// <summary>Lets disasters befall a cluster at random moments, and ends them.</summary>
internal sealed class Nemesis(World world)
{
    /// <summary>How often a killed process comes back, in the mean.</summary>
    private static readonly TimeSpan Restart = TimeSpan.FromSeconds(20);

    public void Begin()
    {
        if (world.Swarm.Disasters.Length > 0)
        {
            Next();
        }

        // Whatever ended a process, a supervisor starts another.
        Supervise();
    }

    /// <summary>Ends all disasters: every node runs, is awake, and reaches the store, and clocks are right from now on.</summary>
    public void Heal()
    {
        world.IsHealed = true;
        foreach (SimulatedNode node in world.Nodes)
        {
            node.Process?.Wake();
            node.Cut(isCut: false);
            node.SetClock(TimeSpan.Zero);
            node.Start();
        }

        Supervise();
    }

    private void Next() =>
        world.Simulator.PostAfter(world.Swarm.BetweenDisasters * (2 * world.Faults.NextDouble()), null, _ =>
        {
            if (!world.IsHealed)
            {
                world.Stats.Disasters++;
                Strike(world.Faults.Pick(world.Swarm.Disasters), world.Faults.Pick(world.Nodes));
                Next();
            }
        });

    private void Supervise() =>
        world.Simulator.PostAfter(Restart * (2 * world.Faults.NextDouble()), null, _ =>
        {
            foreach (SimulatedNode node in world.Nodes)
            {
                node.Start();
            }

            Supervise();
        });

    private void Strike(Disaster disaster, SimulatedNode node)
    {
        switch (disaster)
        {
            case Disaster.Kill:
                node.Kill();
                break;
            case Disaster.KillAll:
                world.Nodes.ForEach(one => one.Kill());
                break;
            case Disaster.Suspend:
                Suspend(world.Swarm.BetweenDisasters * (2 * world.Faults.NextDouble()));
                break;
            case Disaster.Stop:
                node.Stop();
                break;
            case Disaster.Pause:
                node.Process?.Pause(world.Swarm.Lease * (3 * world.Faults.NextDouble()));
                break;
            case Disaster.Cut:
                node.Cut(isCut: true);
                world.Simulator.PostAfter(world.Swarm.Lease * (3 * world.Faults.NextDouble()), null, _ => node.Cut(isCut: false));
                break;
            case Disaster.SetNodeClock:
                node.SetClock(Either(world.Swarm.Skew));
                break;
            case Disaster.SetStoreClock:
                world.SetStoreClock(Either(TimeSpan.FromSeconds(Math.Min(60, world.Swarm.Skew.TotalSeconds))));
                break;
            default:
                throw new System.Diagnostics.UnreachableException($"Nobody knows the disaster {disaster}.");
        }
    }

    /// <summary>Lets all processes sleep, at most until faults are over: work that waits for them would come after that.</summary>
    private void Suspend(TimeSpan duration)
    {
        TimeSpan left = world.Swarm.Duration - TimeSpan.FromTicks(world.Simulator.Now);
        world.Nodes.ForEach(node => node.Process?.Pause(duration < left ? duration : left));
    }

    private TimeSpan Either(TimeSpan most) => most * ((2 * world.Faults.NextDouble()) - 1);
}
