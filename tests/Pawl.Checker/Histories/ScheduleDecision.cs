namespace Pawl.Checker.Histories;

/// <summary>What was written of a schedule at once: what becomes of the ticks that were due when somebody looked at it. Instants are
/// microseconds of the store's clock, unless it says otherwise.</summary>
public sealed record ScheduleDecision
{
    /// <summary>The schedule.</summary>
    public required string Schedule { get; init; }

    /// <summary>When it was looked at, which is what the decision rests on.</summary>
    public required long LookedAt { get; init; }

    /// <summary>When whoever looked had the answer, in microseconds of the observer's clock.</summary>
    public required long BegunAt { get; init; }

    /// <summary>Whether it comes with a change of the schedule, and so from a user and not from who has the duty.</summary>
    public bool IsChange { get; init; }

    /// <summary>Whether ticks that had been seen in time waited for an earlier job.</summary>
    public bool WasWaiting { get; init; }

    /// <summary>Whether an earlier job was alive.</summary>
    public bool HadLiveJobs { get; init; }

    /// <summary>What the version in force allows; null while there is none.</summary>
    public CatchUpTerms? Terms { get; init; }

    /// <summary>The ticks that became jobs.</summary>
    public IReadOnlyList<long> Fired { get; init; } = [];

    /// <summary>The ticks that did not.</summary>
    public IReadOnlyList<DecidedSkip> Skipped { get; init; } = [];
}

/// <summary>What may become of ticks that nobody could start in time.</summary>
/// <param name="MostMissed">How many of those that were missed at once may run; null for all.</param>
/// <param name="Window">How old a tick may be and still run, in microseconds.</param>
/// <param name="MostPerSecond">How many late ticks a process may start in a second.</param>
public sealed record CatchUpTerms(int? MostMissed, long Window, int MostPerSecond);

/// <summary>Ticks in a row that do not become jobs.</summary>
/// <param name="From">The first.</param>
/// <param name="Until">The last.</param>
/// <param name="Reason">Why, as a store writes it.</param>
public sealed record DecidedSkip(long From, long Until, string Reason);
