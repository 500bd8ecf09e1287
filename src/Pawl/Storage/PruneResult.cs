namespace Pawl.Storage;

/// <summary>What came of pruning.</summary>
/// <param name="Jobs">How many jobs were deleted.</param>
/// <param name="HasMore">Whether anything may be left, of whatever kind, so that it is worth to prune again at once.</param>
public readonly record struct PruneResult(int Jobs, bool HasMore);
