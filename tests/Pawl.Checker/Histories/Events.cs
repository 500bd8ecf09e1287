using System.Collections.Frozen;

namespace Pawl.Checker.Histories;

/// <summary>What a caller knows of its call.</summary>
public enum CallOutcome
{
    /// <summary>Nothing yet; for ever, when the caller has died.</summary>
    Open,

    /// <summary>Done.</summary>
    Ok,

    /// <summary>Not done, and never will be.</summary>
    Fail,

    /// <summary>Perhaps done, perhaps not.</summary>
    Unknown,
}

/// <summary>One call of a store. Instants are microseconds of the observer's clock.</summary>
/// <param name="number">Its number in the history.</param>
/// <param name="process">Who calls.</param>
/// <param name="operation">One of <see cref="Operations"/>.</param>
/// <param name="invokedAt">When it began.</param>
public sealed class Call(long number, int process, string operation, long invokedAt)
{
    /// <summary>Its number in the history.</summary>
    public long Number { get; } = number;

    /// <summary>Who calls.</summary>
    public int Process { get; } = process;

    /// <summary>One of <see cref="Operations"/>.</summary>
    public string Operation { get; } = operation;

    /// <summary>When it began.</summary>
    public long InvokedAt { get; } = invokedAt;

    /// <summary>When the store did it; null when it has not.</summary>
    public long? AppliedAt { get; set; }

    /// <summary>When the caller had its answer.</summary>
    public long ReturnedAt { get; set; } = long.MaxValue;

    /// <summary>What the caller knows.</summary>
    public CallOutcome Outcome { get; set; }

    /// <summary>The jobs that are to be stored, for <see cref="Operations.Enqueue"/>.</summary>
    public IReadOnlyList<JobRequest> Requests { get; set; } = [];

    /// <summary>The leases that the call names, or was given.</summary>
    public IReadOnlyList<LeaseAnswer> Leases { get; set; } = [];

    /// <summary>The queue that the call is about.</summary>
    public string Queue { get; set; } = "";

    /// <summary>The nonce of the worker that is closed, for <see cref="Operations.CloseWorker"/>.</summary>
    public UInt128 Worker { get; set; }

    /// <summary>The leases that the worker says it holds, for <see cref="Operations.CloseWorker"/>.</summary>
    public IReadOnlySet<(long Job, long Token)> Held { get; set; } = FrozenSet<(long Job, long Token)>.Empty;

    /// <summary>What the store took of the decisions about schedules, for <see cref="Operations.Schedule"/>.</summary>
    public IReadOnlyList<ScheduleDecision> Decisions { get; set; } = [];

    /// <summary>The types that a claim takes.</summary>
    public IReadOnlySet<string> Types { get; set; } = FrozenSet<string>.Empty;
}

/// <summary>A job that someone wants stored.</summary>
/// <param name="Job">Its id.</param>
/// <param name="Queue">Its queue.</param>
/// <param name="Payload">A digest of its payload.</param>
/// <param name="IdempotencyKey">Its idempotency key, or null.</param>
/// <param name="UniqueKey">Its unique key, or null.</param>
public sealed record JobRequest(long Job, string Queue, ulong Payload, string? IdempotencyKey, string? UniqueKey)
{
    /// <summary>What the store said: the id that stands for the request.</summary>
    public long Answer { get; set; }

    /// <summary>What the store said: <c>Stored</c>, <c>Existing</c>, or a refusal.</summary>
    public string Status { get; set; } = "";

    /// <summary>The least time between a failed attempt and the next, in microseconds.</summary>
    public long LeastBackoff { get; init; }

    /// <summary>The most attempts that may end by themselves; 0 when nobody knows.</summary>
    public int MostAttempts { get; init; }

    /// <summary>The tick that it is for, if it is of a schedule.</summary>
    public RequestedTick? Tick { get; init; }
}

/// <summary>A lease, and what the store said to whoever named it.</summary>
/// <param name="Job">The job.</param>
/// <param name="Token">The fencing token.</param>
/// <param name="Worker">The worker's nonce.</param>
/// <param name="IsAccepted">Whether the store took the operation; for a claim, always.</param>
public readonly record struct LeaseAnswer(long Job, long Token, UInt128 Worker, bool IsAccepted)
{
    /// <summary>Whether the operation was undone for what application code threw in its transaction, and not for its lease.</summary>
    public bool IsUndone { get; init; }

    /// <summary>The job that application code stored in the transaction; 0 for none.</summary>
    public long FollowOn { get; init; }
}

/// <summary>A job changed in the store. One of these for each change, in the store's order.</summary>
public readonly record struct JobChanged
{
    /// <summary>The store's time, in microseconds.</summary>
    public required long At { get; init; }

    /// <summary>The call that did it.</summary>
    public required Call By { get; init; }

    /// <summary>The job.</summary>
    public required long Job { get; init; }

    /// <summary>The state before; null for a new job.</summary>
    public required string? From { get; init; }

    /// <summary>The state after; null for a deleted job.</summary>
    public required string? To { get; init; }

    /// <summary>The fencing token after.</summary>
    public long Token { get; init; }

    /// <summary>The nonce of the worker that has the job after; 0 for nobody.</summary>
    public UInt128 Worker { get; init; }

    /// <summary>When the job is due, in microseconds of the store's time.</summary>
    public long RunAt { get; init; }

    /// <summary>Its queue.</summary>
    public required string Queue { get; init; }

    /// <summary>Its type.</summary>
    public required string Type { get; init; }

    /// <summary>Lower is claimed first.</summary>
    public int Priority { get; init; }

    /// <summary>Attempts that ended by themselves.</summary>
    public int Attempts { get; init; }

    /// <summary>Lost leases.</summary>
    public int Crashes { get; init; }

    /// <summary>Attempts that shutdowns ended.</summary>
    public int Interruptions { get; init; }

    /// <summary>The unique key, or null.</summary>
    public string? UniqueKey { get; init; }

    /// <summary>When the job may be pruned, in microseconds of the store's time; 0 while it is alive.</summary>
    public long PruneAt { get; init; }
}

/// <summary>A store has said until when a worker lives.</summary>
/// <param name="At">The store's time, in microseconds.</param>
/// <param name="Worker">The worker's nonce.</param>
/// <param name="LeaseUntil">Until when, in microseconds of the store's time.</param>
public readonly record struct WorkerRenewed(long At, UInt128 Worker, long LeaseUntil);

/// <summary>Where a handler is.</summary>
public enum HandlerPhase
{
    /// <summary>It has begun.</summary>
    Begun,

    /// <summary>Its token has fired.</summary>
    ToldToStop,

    /// <summary>It has ended.</summary>
    Ended,
}

/// <summary>A handler has begun, was told to stop, or has ended.</summary>
/// <param name="At">When, in microseconds of the observer's clock.</param>
/// <param name="Process">Where.</param>
/// <param name="Job">The job.</param>
/// <param name="Token">The fencing token of its lease.</param>
/// <param name="Attempt">Which attempt it was told to be.</param>
/// <param name="Payload">A digest of the payload that it got.</param>
/// <param name="Phase">What it does.</param>
public readonly record struct HandlerNoted(
    long At, int Process, long Job, long Token, int Attempt, ulong Payload, HandlerPhase Phase);

/// <summary>How many jobs a store says it has of a kind.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Type">The type.</param>
/// <param name="State">The state.</param>
/// <param name="Count">How many.</param>
public readonly record struct KindCount(string Queue, string Type, string State, long Count);

/// <summary>A live process that serves a queue.</summary>
/// <param name="Process">The process.</param>
/// <param name="Queue">The queue.</param>
/// <param name="Since">When the process began, in microseconds of the observer's time.</param>
public readonly record struct Serving(int Process, string Queue, long Since);
