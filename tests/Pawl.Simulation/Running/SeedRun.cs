using System.Globalization;
using Pawl.Checker.Histories;
using Pawl.ReferenceModel.Chance;
using Pawl.Simulation.Faults;
using Pawl.Simulation.Kernel;
using Pawl.Simulation.Nodes;
using Pawl.Simulation.Scenarios;
using Pawl.Storage;

namespace Pawl.Simulation.Running;

/// <summary>One seed: a cluster that lives for some hours among faults, then for some minutes without, and is judged.</summary>
internal sealed class SeedRun
{
    private const int Page = 500;

    /// <summary>A request that was sent before faults were over has arrived by then.</summary>
    private static readonly TimeSpan LatestRequest = TimeSpan.FromMinutes(2);

    /// <summary>How many settlings are waited for at most; a planted bug may let a job kill for ever.</summary>
    private const int MostSettlings = 40;

    private readonly World world;
    private readonly Scenario scenario;
    private readonly Nemesis nemesis;

    public SeedRun(Scenario scenario, ulong seed, bool onSqlite, Action<long, string>? listener = null)
    {
        this.scenario = scenario;
        Seed = seed;
        var chance = new SeededEntropy(seed);
        world = new World(seed, scenario.Shape(Swarm.Draw(chance), chance), onSqlite);
        world.History.Listener = listener;
        nemesis = new Nemesis(world);
        for (int number = 1; number <= world.Swarm.Nodes; number++)
        {
            world.Nodes.Add(new SimulatedNode(world, scenario, number));
        }
    }

    public ulong Seed { get; }

    public Swarm Swarm => world.Swarm;

    public Statistics Stats => world.Stats;

    public long Steps => world.Simulator.Steps;

    public ulong Trace => world.Simulator.Trace;

    public History History => world.History;

    /// <summary>The hours that the cluster lived.</summary>
    public double Hours => TimeSpan.FromTicks(world.Simulator.Now).TotalHours;

    /// <summary>Runs the seed.</summary>
    /// <returns>What was violated.</returns>
    public IReadOnlyList<HistoryViolation> Run()
    {
        Chaos.Reached = world.Reach;
        try
        {
            Live();
        }
        catch (LivelockException livelock)
        {
            world.Defects.Add(livelock);
        }
        finally
        {
            Chaos.Reached = null;
            world.Store.Dispose();
        }

        return
        [
            .. world.History.Violations,
            .. world.Defects.Select(defect =>
                new HistoryViolation("the engine ends only when it is told to", 0, defect.ToString(), world.History.Events)),
        ];
    }

    private void Live()
    {
        nemesis.Begin();
        foreach (SimulatedNode node in world.Nodes)
        {
            node.SetClock(world.Swarm.Skew * ((2 * world.Faults.NextDouble()) - 1));
            node.Start();
        }

        RunUntil(world.Swarm.Duration);
        nemesis.Heal();
        TimeSpan healed = world.Swarm.Duration + LatestRequest;
        RunUntil(healed);
        Resume();
        Settle(healed);
        world.ReadStoreClock();
        world.History.End(ReadEnding());
    }

    /// <summary>Waits until all must have come to rest. A job that kills its process is a fault, too, and may well take the holder of a
    /// duty with it, so that the next kill comes late: rest is counted from the last.</summary>
    private void Settle(TimeSpan healed)
    {
        TimeSpan begun;
        do
        {
            begun = Later(healed, TimeSpan.FromTicks(world.LastDeathAt));
            RunUntil(begun + (world.Swarm.Settling * 2));
        }
        while (begun.Ticks < world.LastDeathAt && begun < healed + (world.Swarm.Settling * MostSettlings)
            && world.Defects.Count == 0 && world.History.Violations.Count == 0);
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private void RunUntil(TimeSpan elapsed)
    {
        // A defect ends the seed: what comes after it says nothing new.
        for (long next = world.Simulator.Now; next < elapsed.Ticks && world.Defects.Count == 0 && world.History.Violations.Count == 0;)
        {
            next = Math.Min(elapsed.Ticks, next + TimeSpan.TicksPerMinute);
            world.Simulator.RunUntil(next);
        }
    }

    /// <summary>Lets every queue go on, as an operator does after the faults.</summary>
    private void Resume()
    {
        foreach (string queue in scenario.Queues)
        {
            Call call = world.History.Invoke(0, Operations.Resume, world.Micros, queue: queue);
            world.Store.By = call;
            world.ReadStoreClock();
            Now(world.Store.Queues.ResumeAsync(new QueueName(queue), CancellationToken.None));
            world.Store.TellChanges([]);
            world.History.Apply(call, world.Micros);
            world.History.Return(call, world.Micros, CallOutcome.Ok);
        }
    }

    private Ending ReadEnding() => new()
    {
        At = world.StoreMicros,
        ObservedAt = world.Micros,
        Jobs = ReadJobs(),
        Counters =
        [
            .. Now(world.Store.Queries.CountAsync(CancellationToken.None))
                .Select(count => new KindCount(count.Queue.Value, count.Type.Value, count.State.ToString(), count.Count)),
        ],
        Serving =
        [
            .. world.Nodes.Select(node => node.Process).OfType<SimulatedProcess>()
                .SelectMany(process => scenario.Queues.Select(queue => new Serving(process.Number, queue, process.BeganAt))),
        ],
        HandledTypes = scenario.TypesHandledBy(world.Swarm.Nodes),
        LongestWait = world.Swarm.Settling.Ticks / TimeSpan.TicksPerMicrosecond,
        Schedules = ScheduleAudit.Read(world.Store.Schedules, scenario.Schedules),
        Effects = world.Store.Effects(),
    };

    private Dictionary<long, string> ReadJobs()
    {
        Dictionary<long, string> jobs = [];
        var query = new JobQuery { Limit = Page };
        while (true)
        {
            JobPage page = Now(world.Store.Queries.ListAsync(query, CancellationToken.None));
            foreach (Job job in page.Jobs)
            {
                jobs[job.Id.Value] = job.State.ToString();
            }

            if (page.Next is not { } next)
            {
                return jobs;
            }

            query = query with { Before = next };
        }
    }

    private static T Now<T>(ValueTask<T> answer) => answer.IsCompleted
        ? answer.GetAwaiter().GetResult()
        : throw new InvalidOperationException("A store under simulation must answer on the caller's thread.");

    private static void Now(ValueTask answer)
    {
        if (!answer.IsCompleted)
        {
            throw new InvalidOperationException("A store under simulation must answer on the caller's thread.");
        }

        answer.GetAwaiter().GetResult();
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{scenario.Name} seed {Seed}: {Hours:0.0} h, {Steps:N0} steps, {Stats.Operations:N0} operations, {Stats.Faults:N0} faults, "
        + $"{Stats.Deaths:N0} deaths, trace {Trace:x16}");
}
