namespace Pawl.Storage.Contract;

/// <summary>The ways in which an attempt ends, as data for theories.</summary>
public enum Ending
{
    Succeeded,
    Failed,
    Retried,
    Snoozed,
    Cancelled,
    Interrupted,
    Released,
}
