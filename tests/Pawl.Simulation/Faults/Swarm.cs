using Pawl.ReferenceModel.Chance;

namespace Pawl.Simulation.Faults;

/// <summary>What one seed's cluster is like and what befalls it. Each seed draws its own, and most seeds leave several kinds of
/// faults out: that is what reaches deep states.</summary>
/// <remarks>Source: Groce et al., "Swarm Testing", 2012.</remarks>
internal sealed record Swarm
{
    public required int Nodes { get; init; }

    public required int Concurrency { get; init; }

    public required TimeSpan Duration { get; init; }

    public required TimeSpan Lease { get; init; }

    public required TimeSpan PollInterval { get; init; }

    public required TimeSpan PromoteInterval { get; init; }

    public required TimeSpan ReapInterval { get; init; }

    public required TimeSpan PruneInterval { get; init; }

    public required int BatchSize { get; init; }

    public required int PrefetchLimit { get; init; }

    public required RetryPolicy Retry { get; init; }

    public required TimeSpan Retention { get; init; }

    /// <summary>Mean time between two calls of the users of a node.</summary>
    public required TimeSpan Pace { get; init; }

    /// <summary>Time a message travels, at most.</summary>
    public required TimeSpan Latency { get; init; }

    /// <summary>How often a call is refused, lost on its way, or its answer is.</summary>
    public required double Refused { get; init; }

    public required double LostRequests { get; init; }

    public required double LostReplies { get; init; }

    /// <summary>How often a request arrives only after its caller has given up.</summary>
    public required double LateRequests { get; init; }

    public required double LostHints { get; init; }

    public required double DoubledHints { get; init; }

    /// <summary>How often a process dies at a fault point in the code.</summary>
    public required double DeathsAtFaultPoints { get; init; }

    /// <summary>How far wall clocks of nodes are off, at most.</summary>
    public required TimeSpan Skew { get; init; }

    /// <summary>Whether every node believes to have every duty.</summary>
    public required bool EveryoneHasDuties { get; init; }

    /// <summary>Mean time between two disasters; see <see cref="Disasters"/>.</summary>
    public required TimeSpan BetweenDisasters { get; init; }

    public required Disaster[] Disasters { get; init; }

    /// <summary>How many late ticks of schedules a process starts in a second.</summary>
    public int CatchUpPerSecond { get; init; } = 100;

    /// <summary>What the store's clock shows when time begins.</summary>
    public DateTimeOffset Begins { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The change of clocks that time begins some hours before, if it does.</summary>
    public ClockChange? ClockChange { get; init; }

    /// <summary>How far the clocks that ids are made with are ahead: ids count from 2024 on.</summary>
    public TimeSpan IdsAhead => Begins.Year < 2024 ? TimeSpan.FromDays(20 * 365) : TimeSpan.Zero;

    /// <summary>How long all may take to come to rest when faults are over: expired leases, backoffs and the longest handler.</summary>
    public TimeSpan Settling =>
        (Lease * 3) + (ReapInterval * 4) + (PromoteInterval * 4) + (PollInterval * 4) + TimeSpan.FromMinutes(5);

    public static Swarm Draw(SeededEntropy chance)
    {
        TimeSpan Seconds(params double[] choices) => TimeSpan.FromSeconds(chance.Pick(choices));
        bool Sometimes() => chance.Happens(0.5);
        TimeSpan lease = Seconds(30, 60, 120, 300);
        return new Swarm
        {
            Nodes = chance.Next(1, 6),
            Concurrency = chance.Pick([1, 2, 4, 16]),
            Duration = TimeSpan.FromMinutes(chance.Next(60, 480)),
            Lease = lease,
            PollInterval = Seconds(10, 30, 60),
            PromoteInterval = Seconds(10, 30, 60),
            ReapInterval = Seconds(20, 60, 120),
            PruneInterval = Seconds(60, 300, 1_800),
            BatchSize = chance.Pick([1, 2, 10, 1_000]),
            PrefetchLimit = chance.Pick([0, 1, 10, 2_000]),
            Retry = RetryPolicy.Fixed(chance.Next(1, 6), Seconds(0, 1, 15, 300)),
            Retention = TimeSpan.FromMinutes(chance.Pick([0, 1, 10, 10_000])),
            Pace = Seconds(60, 300, 900),
            Latency = TimeSpan.FromMilliseconds(chance.Pick([0, 2, 50, 800])),
            Refused = Sometimes() ? 0 : chance.Pick([0.0005, 0.003, 0.02]),
            LostRequests = Sometimes() ? 0 : chance.Pick([0.0005, 0.003, 0.02]),
            LostReplies = Sometimes() ? 0 : chance.Pick([0.0005, 0.003, 0.02]),
            LateRequests = Sometimes() ? 0 : chance.Pick([0.002, 0.01]),
            LostHints = Sometimes() ? 0 : chance.Pick([0.1, 1.0]),
            DoubledHints = Sometimes() ? 0 : 0.1,
            DeathsAtFaultPoints = Sometimes() ? 0 : chance.Pick([0.0005, 0.005]),
            Skew = Sometimes() ? TimeSpan.Zero : Seconds(1, 60, 3_600),
            EveryoneHasDuties = chance.Happens(0.2),
            BetweenDisasters = TimeSpan.FromMinutes(chance.Pick([3, 10, 30, 120])),
            Disasters = [.. Enum.GetValues<Disaster>().Where(_ => Sometimes())],
        };
    }
}
