namespace Pawl.Faults.Running;

/// <summary>What came of a row.</summary>
public enum RowOutcome
{
    /// <summary>The fault happened, and every promise held.</summary>
    Passed,

    /// <summary>A promise was broken.</summary>
    Violated,

    /// <summary>The fault could not be made to happen, so nothing was proven.</summary>
    NotInjected,
}
