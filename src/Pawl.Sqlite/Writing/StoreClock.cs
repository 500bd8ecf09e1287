using Pawl.Relational;

namespace Pawl.Sqlite.Writing;

/// <summary>The store's time: it never goes back, not even when the machine's clock does, nor across restarts.</summary>
/// <remarks>While the machine's clock is behind, the store's stands still: jobs start late, never early.</remarks>
internal sealed class StoreClock(TimeProvider time)
{
    private long latest;

    /// <summary>The current instant, in microseconds since 1970 UTC; never less than one returned before.</summary>
    public long Now()
    {
        long now = Instant.ToMicroseconds(time.GetUtcNow());
        long seen = Volatile.Read(ref latest);
        while (now > seen)
        {
            long before = Interlocked.CompareExchange(ref latest, now, seen);
            if (before == seen)
            {
                return now;
            }

            seen = before;
        }

        return seen;
    }

    /// <summary>Continues from an instant that an owner before this one recorded.</summary>
    public void NotBefore(long instant) => latest = Math.Max(latest, instant);
}
