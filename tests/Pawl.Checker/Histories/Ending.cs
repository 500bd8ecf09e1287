namespace Pawl.Checker.Histories;

/// <summary>What is read when faults are over, and all had time to come to rest.</summary>
public sealed class Ending
{
    /// <summary>The store's time, in microseconds.</summary>
    public required long At { get; init; }

    /// <summary>The observer's time, in microseconds: that of calls.</summary>
    public required long ObservedAt { get; init; }

    /// <summary>The states of the jobs that the store has, read from it and not from its changes.</summary>
    public required IReadOnlyDictionary<long, string> Jobs { get; init; }

    /// <summary>The counters that the store keeps.</summary>
    public required IReadOnlyList<KindCount> Counters { get; init; }

    /// <summary>The queues that are paused.</summary>
    public IReadOnlySet<string> PausedQueues { get; init; } = new HashSet<string>();

    /// <summary>The types that some live worker handles.</summary>
    public required IReadOnlySet<string> HandledTypes { get; init; }

    /// <summary>What live processes serve.</summary>
    public required IReadOnlyList<Serving> Serving { get; init; }

    /// <summary>How long a job that is due may have waited, in microseconds, when nothing fails and there is capacity.</summary>
    public required long LongestWait { get; init; }

    /// <summary>What the store says of schedules.</summary>
    public IReadOnlyList<ScheduleAccount> Schedules { get; init; } = [];

    /// <summary>The effects that were committed with completions, by job, each with the token of its attempt.</summary>
    public IReadOnlyDictionary<long, long> Effects { get; init; } = new Dictionary<long, long>();
}
