namespace Pawl.PostgreSql.Jobs;

/// <summary>Where claims of a queue may begin to look. What lies before was taken by claims, and its dead rows stay in the index for
/// as long as some transaction anywhere may still see them: a look from the very beginning then walks over all of them.</summary>
/// <remarks>While that is so, a look from the beginning is made so seldom that it takes a small share of the time: jobs may have come
/// to lie before the floor, namely retried ones, those of a higher priority, and those of a claim that was rolled back.</remarks>
internal sealed class ClaimFloor(ClaimFloors floors, TimeProvider time)
{
    /// <summary>How many times longer than a look from the beginning it is until the next.</summary>
    private const int Share = 20;

    private readonly Lock gate = new();
    private ClaimPosition floor = ClaimPosition.First;
    private long nextFullLookAt;

    /// <summary>Where to begin now, and when that was asked.</summary>
    public (ClaimPosition From, long At) Begin()
    {
        lock (gate)
        {
            long now = time.GetTimestamp();
            return (floors.AreNeeded && now < nextFullLookAt ? floor : ClaimPosition.First, now);
        }
    }

    /// <summary>The look is over.</summary>
    /// <param name="begun">What <see cref="Begin"/> said.</param>
    /// <param name="last">The last position that it found; null when it found nothing.</param>
    public void End((ClaimPosition From, long At) begun, ClaimPosition? last)
    {
        lock (gate)
        {
            if (begun.From == ClaimPosition.First)
            {
                long now = time.GetTimestamp();
                nextFullLookAt = now + ((now - begun.At) * Share);
            }

            floor = last ?? floor;
        }
    }
}
