using Pawl.Storage;

namespace Pawl.Engine.Maintenance;

/// <summary>Does one duty, a batch at a time.</summary>
internal interface IDutyPerformer
{
    Duty Duty { get; }

    /// <summary>Time between two batches when there is nothing to do.</summary>
    TimeSpan Interval { get; }

    /// <summary>What makes it worth looking earlier; null when nothing does.</summary>
    WakeupKind? Hint { get; }

    /// <summary>Whether this node may do it now. While not, another may have the duty.</summary>
    bool IsFit => true;

    /// <summary>Does one batch.</summary>
    /// <returns>How long until the next; zero while there is more to do.</returns>
    ValueTask<TimeSpan> PerformAsync(CancellationToken cancellationToken);
}
