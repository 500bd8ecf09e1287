using System.Collections.Immutable;
using Pawl.Storage;

namespace Pawl.ReferenceModel.Tables;

/// <summary>All that is known of one job, alive or finished.</summary>
internal sealed record JobRow
{
    public required JobId Id { get; init; }

    public required QueueName Queue { get; init; }

    public required JobType Type { get; init; }

    public required ReadOnlyMemory<byte> Payload { get; init; }

    public required JobState State { get; init; }

    public required DateTimeOffset RunAt { get; init; }

    public required DateTimeOffset EnqueuedAt { get; init; }

    public required TimeSpan Retention { get; init; }

    public required TimeSpan FailedRetention { get; init; }

    public int Priority { get; init; }

    public WaitingReason? WaitingReason { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The attempts that ended by themselves.</summary>
    public int EndedAttempts { get; init; }

    public int Crashes { get; init; }

    public int Interruptions { get; init; }

    public FencingToken Token { get; init; }

    public WorkerIdentity? Worker { get; init; }

    public string? CancelReason { get; init; }

    public JobProgress? Progress { get; init; }

    public UniqueKey? UniqueKey { get; init; }

    public IdempotencyKey? IdempotencyKey { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public TimeSpan? Timeout { get; init; }

    public RetryPolicy? Retry { get; init; }

    public ReadOnlyMemory<byte>? Checkpoint { get; init; }

    public ReadOnlyMemory<byte>? Result { get; init; }

    public ImmutableList<JobFailure> Failures { get; init; } = [];

    public bool IsCancelRequested => CancelReason is not null;

    /// <summary>The attempt that runs now, or would run next, from 1.</summary>
    public int ThisAttempt => EndedAttempts + 1;

    public TimeSpan RetentionAfterEnd => State == JobState.Failed ? FailedRetention : Retention;

    public DateTimeOffset? PrunableAt => FinishedAt + RetentionAfterEnd;

    public JobRow WithFailure(DateTimeOffset now, FailureKind kind, JobError error)
    {
        ImmutableList<JobFailure> all = Failures.Add(new JobFailure(now, ThisAttempt, kind, error));
        return this with { Failures = all.RemoveRange(0, Math.Max(0, all.Count - JobFailure.Kept)) };
    }

    public LeasedJob ToLeasedJob() => new()
    {
        Lease = new Lease(Id, Token, Worker!.Value),
        Queue = Queue,
        Type = Type,
        Payload = Payload,
        Attempt = ThisAttempt,
        Crashes = Crashes,
        RunAt = RunAt,
        Timeout = Timeout,
        Retry = Retry,
        Tags = Tags,
        Metadata = Metadata,
        Checkpoint = Checkpoint,
    };

    public Job ToJob() => new()
    {
        Id = Id,
        Queue = Queue,
        Type = Type,
        State = State,
        WaitingReason = WaitingReason,
        Priority = Priority,
        RunAt = RunAt,
        EnqueuedAt = EnqueuedAt,
        StartedAt = StartedAt,
        FinishedAt = FinishedAt,
        Attempt = State == JobState.Running ? ThisAttempt : EndedAttempts,
        Crashes = Crashes,
        Interruptions = Interruptions,
        Token = Token,
        Worker = Worker?.Id,
        CancelReason = CancelReason,
        Progress = Progress,
        UniqueKey = UniqueKey,
        IdempotencyKey = IdempotencyKey,
        Tags = Tags,
    };

    public Job ToJobWithDetails() => ToJob() with
    {
        Details = new JobDetails
        {
            Payload = Payload,
            Result = Result,
            Checkpoint = Checkpoint,
            Metadata = Metadata,
            Timeout = Timeout,
            Retry = Retry,
            Failures = Failures,
        },
    };
}
