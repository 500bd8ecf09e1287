namespace Pawl.Storage.Contract;

/// <summary>What anybody may ask of any job at any time, as data for theories.</summary>
public enum Operation
{
    Cancel,
    Retry,
    Delete,
    RescheduleForLater,
    RescheduleForNow,
    Claim,
    Promote,
    Reap,
    Prune,
}
