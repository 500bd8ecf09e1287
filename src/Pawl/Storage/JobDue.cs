namespace Pawl.Storage;

/// <summary>When a job is due: now, after a delay, or at an instant; always by the store's clock.</summary>
public readonly record struct JobDue
{
    private JobDue(TimeSpan? delay, DateTimeOffset? instant)
    {
        Delay = delay;
        Instant = instant;
    }

    /// <summary>Due as it is stored; also the default.</summary>
    public static JobDue Now => default;

    /// <summary>The delay, if it was given as one.</summary>
    public TimeSpan? Delay { get; }

    /// <summary>The instant, if it was given as one.</summary>
    public DateTimeOffset? Instant { get; }

    /// <summary>Due after a delay, counted from when it is stored.</summary>
    /// <param name="delay">The delay.</param>
    /// <returns>The time.</returns>
    public static JobDue After(TimeSpan delay) => new(delay, null);

    /// <summary>Due at an instant.</summary>
    /// <param name="instant">The instant; one that is past means now.</param>
    /// <returns>The time.</returns>
    public static JobDue At(DateTimeOffset instant) => new(null, instant);

    /// <summary>The instant that is meant.</summary>
    /// <param name="now">The store's time.</param>
    /// <returns>The instant, not before <paramref name="now"/>.</returns>
    public DateTimeOffset From(DateTimeOffset now)
    {
        DateTimeOffset due = Instant ?? now + Delay.GetValueOrDefault();
        return due > now ? due : now;
    }
}
