namespace Pawl.Faults.Node;

/// <summary>A caller changes its mind in the midst of a transaction.</summary>
internal sealed class WorkGivenUpException() : Exception("The caller changed its mind, by plan.");
