using System.Collections.Concurrent;

namespace Pawl.PostgreSql.Jobs;

/// <summary>The floor of each queue that this process claims from.</summary>
internal sealed class ClaimFloors(TimeProvider time)
{
    private readonly ConcurrentDictionary<QueueName, ClaimFloor> floors = [];
    private volatile bool areNeeded;

    /// <summary>Whether some transaction keeps dead rows from being removed, so that looks from the very beginning are dear.</summary>
    public bool AreNeeded
    {
        get => areNeeded;
        set => areNeeded = value;
    }

    public ClaimFloor Of(QueueName queue) => floors.GetOrAdd(queue, _ => new ClaimFloor(this, time));
}
