namespace Pawl.Storage.Contract;

/// <summary>What may happen to a running job from three sides at once.</summary>
public enum EndingStep
{
    Complete,
    Cancel,
    Reap,
}
