namespace Pawl.Storage;

/// <summary>A tick that becomes a job.</summary>
/// <param name="At">The nominal instant; not after the store's time.</param>
/// <param name="Job">The job. It carries neither an idempotency key nor a unique key, for which a store could refuse it: a tick has one
/// job in any case.</param>
/// <param name="ZoneVersion">The time-zone data that it was computed with.</param>
/// <exception cref="ArgumentException">The job carries a key.</exception>
public sealed record FiredTick(DateTimeOffset At, NewJob Job, string ZoneVersion)
{
    /// <summary>The job; without keys.</summary>
    public NewJob Job { get; init => field = RequireNoKeys(value); } = RequireNoKeys(Job);

    private static NewJob RequireNoKeys(NewJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job is { IdempotencyKey: null, Unique: null }
            ? job
            : throw new ArgumentException("The job of a tick carries an idempotency key or a unique key. Leave it out.", nameof(job));
    }
}
