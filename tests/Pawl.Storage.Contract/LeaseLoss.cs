namespace Pawl.Storage.Contract;

/// <summary>The ways in which a lease that someone names is not live, as data for theories.</summary>
public enum LeaseLoss
{
    Completed,
    Released,
    Retried,
    Expired,
    WorkerRemoved,
    CancelledByReap,
    FailedByReap,
    ClaimedAgain,
    ClaimedByAnother,
    OlderToken,
    NewerToken,
    OtherNonce,
    OtherWorker,
    Deleted,
    NeverStored,
}
