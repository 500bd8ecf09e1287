using Microsoft.Extensions.Options;

namespace Pawl.Engine.Nodes;

/// <summary>Whether this process has been in contact with the store without a break, and so may judge who else has not. After a
/// break, of its own or of the store's, all others may have been cut off too, and must have time to be heard.</summary>
internal sealed class StoreContact(IOptions<NodeOptions> options, TimeProvider clock)
{
    /// <summary>How many intervals two heartbeats may be apart. Leases last three and more, so none ends in a shorter break.</summary>
    private const double UnbrokenIntervals = 1.5;

    private readonly NodeOptions options = options.Value;

    // Guards both: the heart writes, a duty reads.
    private readonly Lock gate = new();
    private long? heardAt;
    private long? mendedAt;

    /// <summary>Whether there was no break for as long as a lease lasts, or none since the process began.</summary>
    public bool IsSteady
    {
        get
        {
            lock (gate)
            {
                return SinceHeard() <= LongestPause
                    && (mendedAt is not { } mended || clock.GetElapsedTime(mended) >= options.LeaseDuration);
            }
        }
    }

    private TimeSpan LongestPause => options.HeartbeatInterval * UnbrokenIntervals;

    /// <summary>The store has answered a heartbeat.</summary>
    /// <returns>How long the break was that this ended; null when there was none.</returns>
    public TimeSpan? Hear()
    {
        lock (gate)
        {
            TimeSpan since = SinceHeard();
            heardAt = clock.GetTimestamp();
            if (since <= LongestPause)
            {
                return null;
            }

            mendedAt = heardAt;
            return since;
        }
    }

    private TimeSpan SinceHeard() => heardAt is { } heard ? clock.GetElapsedTime(heard) : TimeSpan.Zero;
}
