using Pawl.Engine.Handlers;
using Pawl.ReferenceModel.Chance;
using Pawl.Simulation.Faults;
using Pawl.Simulation.Work;

namespace Pawl.Simulation.Scenarios;

/// <summary>What the users of a cluster do. What befalls the cluster is the seed's matter.</summary>
/// <param name="name">Its name on the command line.</param>
internal abstract class Scenario(string name)
{
    /// <summary>Queues that every node serves.</summary>
    protected const string Other = "other";

    public string Name { get; } = name;

    public virtual IReadOnlyList<string> Queues => ["default"];

    /// <summary>Bends what the seed has drawn to what the scenario is about.</summary>
    public virtual Swarm Shape(Swarm swarm, SeededEntropy chance) => swarm;

    /// <summary>The schedules that there may be; without any, nobody looks after them.</summary>
    public virtual IReadOnlyList<string> Schedules => [];

    /// <summary>Whether a node has a handler for <see cref="RareScript"/>.</summary>
    public virtual bool HandlesRareOn(int node) => false;

    /// <summary>Makes the handlers of a node.</summary>
    public IEnumerable<HandlerRegistration> HandlersOf(ScriptedHandlers handlers, int node)
    {
        yield return handlers.For<WorkScript>(WorkScript.Type);
        yield return handlers.For<FollowOn>(FollowOn.Type);
        if (HandlesRareOn(node))
        {
            yield return handlers.For<RareScript>(RareScript.Type);
        }
    }

    /// <summary>The types that some node has a handler for.</summary>
    public IReadOnlySet<string> TypesHandledBy(int nodes)
    {
        HashSet<string> types = [WorkScript.Type, FollowOn.Type];
        if (Enumerable.Range(1, nodes).Any(HandlesRareOn))
        {
            types.Add(RareScript.Type);
        }

        return types;
    }

    /// <summary>Runs the users of one process, until it stops or faults are over.</summary>
    public abstract Task UseAsync(User user);

    /// <summary>Enqueues a job, and remembers it.</summary>
    protected static async Task EnqueueAsync(User user, IJob job, EnqueueOptions? options = null) =>
        user.Remember((await user.Jobs.EnqueueAsync(job, options)).Id);
}
